import * as vscode from 'vscode';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { offer } from '../offer.ts';

/** A window keeps the store it opened; a new place takes a reload. */
export function offerReload(boundary: ErrorBoundary): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('dreamwright.store.path')) return;
    offer(boundary, 'Reload the window to use the store at its new place.', {
      'Reload Window': async () => await vscode.commands.executeCommand('workbench.action.reloadWindow'),
    });
  });
}
