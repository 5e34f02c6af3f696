import * as vscode from 'vscode';
import { errorText } from '../../core/error-text.ts';

/** Where every command, event and timer ends up when it fails: in the log, and before the person who asked. */
export interface ErrorBoundary {
  /** For what a person started: a failure is shown, cancelling is not one. */
  run(act: () => Promise<void>): Promise<void>;
  /** For what happens by itself: a failure is only logged. */
  runQuietly(act: () => Promise<void>): Promise<void>;
}

export function createErrorBoundary(log: vscode.LogOutputChannel): ErrorBoundary {
  const attempt = async (act: () => Promise<void>): Promise<unknown> => {
    try {
      await act();
      return null;
    } catch (error) {
      if (isCancellation(error)) return null;
      log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return error;
    }
  };
  return {
    async run(act) {
      const error = await attempt(act);
      if (error === null) return;
      const message = errorText(error);
      const showLog = 'Show Log';
      // Not awaited: a command ends when its work does, not when its message is dismissed.
      void vscode.window.showErrorMessage(message, showLog).then((choice) => {
        if (choice === showLog) log.show();
      });
    },
    async runQuietly(act) {
      await attempt(act);
    },
  };
}

function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
