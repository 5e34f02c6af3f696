import * as vscode from 'vscode';
import type { Mention } from '../../protocol/chat-state.ts';
import { mentionText } from './mention-text.ts';
import { rankPaths } from './rank-paths.ts';

const FILE_LIMIT = 20_000;
const SHOWN_FILES = 12;
const SHOWN_SYMBOLS = 6;
/** From here on the whole workspace is asked for symbols. */
const SYMBOL_LETTERS = 2;
const KEPT_MILLISECONDS = 10_000;
const EXCLUDE = '**/{node_modules,.git,dist,out,build,vendor,target,.venv,__pycache__,.dreamwright}/**';

let listed: { readonly at: number; readonly paths: Promise<readonly string[]> } | null = null;

/** The files and symbols of the workspace that `query` may mean; nothing in an untrusted workspace. */
export async function findMentions(query: string): Promise<readonly Mention[]> {
  if (!vscode.workspace.isTrusted || vscode.workspace.workspaceFolders === undefined) return [];
  const [paths, symbols] = await Promise.all([listPaths(), findSymbols(query)]);
  const files = rankPaths(query, [...openPaths(), ...paths], SHOWN_FILES * 2);
  const shown = [...new Set(files)].slice(0, SHOWN_FILES);
  return [...shown.map(fileMention), ...symbols];
}

function fileMention(path: string): Mention {
  const end = path.lastIndexOf('/');
  return {
    kind: 'file',
    text: mentionText({ path, symbol: null }),
    label: path.slice(end + 1),
    detail: path.slice(0, Math.max(0, end)),
  };
}

/** What is open comes first where two are as good. */
function openPaths(): readonly string[] {
  return vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) !== undefined)
    .map(({ uri }) => vscode.workspace.asRelativePath(uri));
}

/** Listed once for the while that a mention is typed. */
function listPaths(): Promise<readonly string[]> {
  if (listed === null || Date.now() - listed.at > KEPT_MILLISECONDS) {
    const paths = Promise.resolve(vscode.workspace.findFiles('**/*', EXCLUDE, FILE_LIMIT)).then((files) =>
      files.map((file) => vscode.workspace.asRelativePath(file)),
    );
    listed = { at: Date.now(), paths };
  }
  return listed.paths;
}

async function findSymbols(query: string): Promise<readonly Mention[]> {
  if (query.length < SYMBOL_LETTERS) return [];
  try {
    const found = await vscode.commands.executeCommand<readonly vscode.SymbolInformation[] | undefined>(
      'vscode.executeWorkspaceSymbolProvider',
      query,
    );
    return (found ?? [])
      .filter(({ location }) => vscode.workspace.getWorkspaceFolder(location.uri) !== undefined)
      .slice(0, SHOWN_SYMBOLS)
      .map(symbolMention);
  } catch {
    // A language that has no project open has no symbols either.
    return [];
  }
}

function symbolMention({ name, location }: vscode.SymbolInformation): Mention {
  const path = vscode.workspace.asRelativePath(location.uri);
  const symbol = name.replace(/\(.*$/u, '');
  return { kind: 'symbol', text: mentionText({ path, symbol }), label: symbol, detail: path };
}
