import * as vscode from 'vscode';
import type { FileHit, FileSearch } from '../../core/agent/file-search.ts';
import { rankLines } from '../../core/agent/rank-lines.ts';

const FILE_LIMIT = 600;
const BYTE_LIMIT = 128 * 1024;
/** Small, so that the text between two pauses is read in a few milliseconds. */
const BATCH = 8;
const EXCLUDE = '**/{node_modules,.git,dist,out,build,vendor,target,.venv,__pycache__,.dreamwright}/**';

/** Searches the text of the workspace's files; nothing in an untrusted workspace. */
export const searchFiles: FileSearch = async (query, limit, signal) => {
  if (!vscode.workspace.isTrusted || vscode.workspace.workspaceFolders === undefined) return [];
  const files = await vscode.workspace.findFiles('**/*', EXCLUDE, FILE_LIMIT);
  const hits: FileHit[] = [];
  for (let start = 0; start < files.length && !signal.aborted; start += BATCH) {
    const texts = await Promise.all(files.slice(start, start + BATCH).map(readText));
    for (const { file, text } of texts) hits.push(...rankLines(query, file, text));
  }
  return bestFirst(hits).slice(0, limit);
};

function bestFirst(hits: readonly FileHit[]): readonly FileHit[] {
  return hits.toSorted((one, other) => other.score - one.score);
}

async function readText(uri: vscode.Uri): Promise<{ readonly file: string; readonly text: string }> {
  const file = vscode.workspace.asRelativePath(uri, false);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > BYTE_LIMIT) return { file, text: '' };
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return { file, text: text.includes('\0') ? '' : text };
  } catch {
    // Gone or unreadable since it was listed.
    return { file, text: '' };
  }
}
