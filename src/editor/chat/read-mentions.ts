import * as vscode from 'vscode';
import type { AttachedText } from '../../core/agent/attachment.ts';
import { mentionsIn, type NamedMention } from './mention-text.ts';

const MENTION_LIMIT = 20;
const BYTE_LIMIT = 512 * 1024;
const CHARACTER_LIMIT = 40_000;

/** The content of what a message names; names that lead nowhere are words like any other. */
export async function readMentions(message: string): Promise<readonly AttachedText[]> {
  if (!vscode.workspace.isTrusted) return [];
  const read = await Promise.all(mentionsIn(message).slice(0, MENTION_LIMIT).map(readMention));
  return read.filter((attached) => attached !== null);
}

async function readMention(mention: NamedMention): Promise<AttachedText | null> {
  const document = await openDocument(mention.path);
  if (document === null) return null;
  const range = mention.symbol === null ? undefined : await symbolRange(document, mention.symbol);
  const text = document.getText(range);
  const cut = text.length > CHARACTER_LIMIT ? `${text.slice(0, CHARACTER_LIMIT)}\n…` : text;
  const lines = range === undefined ? '' : `, lines ${range.start.line + 1}-${range.end.line + 1}`;
  return { name: `${mention.path}${lines}`, text: cut };
}

async function openDocument(path: string): Promise<vscode.TextDocument | null> {
  if (path.startsWith('/') || path.split(/[/\\]/u).includes('..')) return null;
  const folders = vscode.workspace.workspaceFolders ?? [];
  for (const folder of folders) {
    const inside = folders.length > 1 && path.startsWith(`${folder.name}/`) ? path.slice(folder.name.length + 1) : path;
    const uri = vscode.Uri.joinPath(folder.uri, inside);
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      if ((stat.type & vscode.FileType.File) !== 0 && stat.size <= BYTE_LIMIT) {
        return await vscode.workspace.openTextDocument(uri);
      }
    } catch {
      // Not in this folder, or no text.
    }
  }
  return null;
}

async function symbolRange(document: vscode.TextDocument, name: string): Promise<vscode.Range | undefined> {
  const found = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return findSymbol(found ?? [], name)?.range;
}

function findSymbol(symbols: readonly vscode.DocumentSymbol[], name: string): vscode.DocumentSymbol | undefined {
  for (const symbol of symbols) {
    const found = symbol.name.replace(/\(.*$/u, '') === name ? symbol : findSymbol(symbol.children ?? [], name);
    if (found !== undefined) return found;
  }
  return undefined;
}
