import * as vscode from 'vscode';
import type { CommandHandlers } from '../commands/command-map.ts';
import { documentUri } from '../documents/document-uri.ts';

export function outcomeCommands(): CommandHandlers<'dreamwright.showOutcomes'> {
  return {
    'dreamwright.showOutcomes': async () => {
      await vscode.window.showTextDocument(documentUri({ kind: 'outcomes' }), { preview: false });
    },
  };
}
