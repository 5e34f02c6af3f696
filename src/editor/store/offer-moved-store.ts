import * as vscode from 'vscode';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { offer } from '../offer.ts';
import type { StoreConnection } from './store-connection.ts';

/** Offers a folder that was moved the store that it had at its old place. */
export function offerMovedStore(connection: StoreConnection, boundary: ErrorBoundary): void {
  const moved = connection.findMoved();
  if (moved === null) return;
  offer(boundary, `This folder seems to have stood at ${moved.root}. Go on with the memories it had there?`, {
    'Use Its Memories': async () => {
      connection.takeMoved(moved);
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
    },
  });
}
