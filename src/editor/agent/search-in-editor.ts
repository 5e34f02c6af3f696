import * as vscode from 'vscode';
import type { TextMatch, TextQuery, TextSearch } from '../../core/agent/tools/workspace-port.ts';
import { errorText } from '../../core/error-text.ts';

const FILE_LIMIT = 5_000;
const BYTE_LIMIT = 1024 * 1024;
const LINE_LIMIT = 2_000;
const EXCLUDE = '**/{node_modules,.git,.dreamwright}/**';

/** Searches without ripgrep, file by file: for builds of VS Code that come without it. */
export async function searchInEditor(
  folder: vscode.Uri,
  query: TextQuery,
  pathOf: (uri: vscode.Uri) => string,
  signal: AbortSignal,
): Promise<TextSearch> {
  let pattern: RegExp;
  try {
    pattern = new RegExp(query.pattern, query.isCaseSensitive ? 'u' : 'iu');
  } catch (error) {
    return { kind: 'invalid', message: errorText(error) };
  }
  const glob = query.glob === undefined ? '**/*' : query.glob.includes('/') ? query.glob : `**/${query.glob}`;
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), EXCLUDE, FILE_LIMIT);
  const matches: TextMatch[] = [];
  for (const file of files.toSorted((one, other) => one.path.localeCompare(other.path))) {
    signal.throwIfAborted();
    for (const match of matchesIn(await textOf(file), pattern)) {
      if (matches.length === query.limit) return { kind: 'found', matches, isCut: true };
      matches.push({ path: pathOf(file), ...match });
    }
  }
  return { kind: 'found', matches, isCut: files.length === FILE_LIMIT };
}

function* matchesIn(text: string, pattern: RegExp): Generator<Omit<TextMatch, 'path'>> {
  let line = 0;
  for (const content of text.split(/\r?\n/u)) {
    line += 1;
    if (pattern.test(content)) yield { line, text: content.slice(0, LINE_LIMIT) };
  }
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > BYTE_LIMIT) return '';
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return text.includes('\0') ? '' : text;
  } catch {
    // Gone or unreadable since it was listed.
    return '';
  }
}
