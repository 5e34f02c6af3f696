import * as vscode from 'vscode';
import type { Attachment } from '../../protocol/chat-entry.ts';

const CHARACTER_LIMIT = 40_000;

/** What is selected in the active editor, or the line of the cursor; null where no text is open. */
export function selectionAttachment(): Attachment | null {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return null;
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.lineAt(selection.active.line).range : selection;
  // A selection that ends at the start of a line does not mean that line.
  const isBefore = range.end.character === 0 && range.end.line > range.start.line;
  return {
    kind: 'selection',
    path: vscode.workspace.asRelativePath(document.uri),
    firstLine: range.start.line + 1,
    lastLine: range.end.line + (isBefore ? 0 : 1),
    text: document.getText(range).slice(0, CHARACTER_LIMIT),
  };
}
