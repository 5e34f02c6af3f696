import * as vscode from 'vscode';
import type { ErrorBoundary } from './commands/error-boundary.ts';

/** Shows a notification with things to do next; whoever calls goes on without waiting for an answer. */
export function offer(
  boundary: ErrorBoundary,
  message: string,
  actions: Readonly<Record<string, () => Promise<void>>>,
): void {
  void boundary.run(async () => {
    const choice = await vscode.window.showInformationMessage(message, ...Object.keys(actions));
    if (choice !== undefined) await actions[choice]?.();
  });
}
