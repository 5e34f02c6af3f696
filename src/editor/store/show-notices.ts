import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import type { StoreMirror } from '../store-mirror.ts';

interface NoticeParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly boundary: ErrorBoundary;
  readonly log: vscode.LogOutputChannel;
}

/** Tells the person once what was found damaged in the store and how it was mended. */
export function showNotices({ open, mirror, boundary, log }: NoticeParts): vscode.Disposable {
  const waiting = mirror.onDidChange(() => {
    waiting.dispose();
    void boundary.runQuietly(async () => {
      const notices = await (await open()).notices();
      for (const notice of notices) log.warn(notice);
      if (notices.length === 0) return;
      const showLog = 'Show Log';
      const choice = await vscode.window.showWarningMessage(notices.join(' '), showLog);
      if (choice === showLog) log.show();
    });
  });
  return waiting;
}
