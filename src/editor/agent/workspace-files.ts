import * as vscode from 'vscode';
import type { FileAnswer, FolderEntry, FolderListing } from '../../core/agent/tools/workspace-port.ts';
import { hashText } from '../../core/hash-text.ts';

const BYTE_LIMIT = 16 * 1024 * 1024;

/** A file's text as the person sees it: with what is typed in an editor and not saved yet. */
export async function readWorkspaceFile(uri: vscode.Uri): Promise<FileAnswer> {
  const stat = await statOf(uri);
  if (stat === null) return { kind: 'missing' };
  if ((stat.type & vscode.FileType.Directory) !== 0) return { kind: 'folder' };
  if (stat.size > BYTE_LIMIT) return { kind: 'too-large', bytes: stat.size };
  const unsaved = vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (unsaved !== undefined) return fileAnswer(unsaved.getText());
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes.includes(0)) return { kind: 'binary', bytes: bytes.length };
  return fileAnswer(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

export async function listWorkspaceFolder(uri: vscode.Uri): Promise<FolderListing> {
  const stat = await statOf(uri);
  if (stat === null) return { kind: 'missing' };
  if ((stat.type & vscode.FileType.Directory) === 0) return { kind: 'file' };
  const entries = await vscode.workspace.fs.readDirectory(uri);
  return { kind: 'folder', entries: entries.map(([name, type]) => ({ name, kind: entryKind(type) })) };
}

export async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | null> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    // There is nothing, or nothing that may be seen.
    return null;
  }
}

function fileAnswer(text: string): FileAnswer {
  return { kind: 'file', text, hash: hashText(text) };
}

function entryKind(type: vscode.FileType): FolderEntry['kind'] {
  if ((type & vscode.FileType.SymbolicLink) !== 0) return 'link';
  return (type & vscode.FileType.Directory) === 0 ? 'file' : 'folder';
}
