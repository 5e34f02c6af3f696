import * as vscode from 'vscode';
import type { FileRestore } from '../../core/agent/checkpoint/file-change.ts';
import type { EditAnswer, FileEdit } from '../../core/agent/tools/workspace-port.ts';
import { changedRange } from './changed-range.ts';
import { readWorkspaceFile, statOf } from './workspace-files.ts';

/** Writes an edit into its file as the editor's own edit, so that its undo, its save and its watchers know of it. */
export async function applyFileEdit(uri: vscode.Uri, edit: FileEdit): Promise<EditAnswer> {
  const now = await readWorkspaceFile(uri);
  if (now.kind === 'binary' || now.kind === 'too-large' || now.kind === 'folder') {
    return { kind: 'rejected', reason: `${edit.path} is not a text file.` };
  }
  const isAsFound = edit.before === null ? now.kind === 'missing' : now.kind === 'file' && now.text === edit.before;
  if (!isAsFound) return { kind: 'changed-meanwhile' };
  const changes = new vscode.WorkspaceEdit();
  if (edit.before === null) {
    changes.createFile(uri, { ignoreIfExists: false, contents: Buffer.from(edit.after) });
  } else {
    const document = await vscode.workspace.openTextDocument(uri);
    // A byte order mark and line ends are the document's own; what differs is replaced, no more.
    const { start, end, text } = changedRange(document.getText(), edit.after);
    changes.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
  if (!(await vscode.workspace.applyEdit(changes)))
    return { kind: 'rejected', reason: `${edit.path} can't be written.` };
  const saved = await vscode.workspace.openTextDocument(uri);
  if (saved.isDirty && !(await saved.save())) return { kind: 'rejected', reason: `${edit.path} can't be saved.` };
  const written = await readWorkspaceFile(uri);
  return { kind: 'accepted', text: written.kind === 'file' ? written.text : edit.after };
}

/** Puts a file back where it still is as expected; answers whether it was. */
export async function restoreFile(uri: vscode.Uri, { path, expected, text }: FileRestore): Promise<boolean> {
  if (text !== null) {
    return (await applyFileEdit(uri, { path, before: expected, after: text })).kind === 'accepted';
  }
  const now = await readWorkspaceFile(uri);
  if (now.kind !== 'file' || now.text !== expected) return false;
  const changes = new vscode.WorkspaceEdit();
  changes.deleteFile(uri);
  return (await vscode.workspace.applyEdit(changes)) && (await statOf(uri)) === null;
}
