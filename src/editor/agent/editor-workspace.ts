import { dirname, isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { FileEdit, TextQuery, TextSearch, WorkspacePort } from '../../core/agent/tools/workspace-port.ts';
import { applyFileEdit } from './apply-file-edit.ts';
import type { CommandTerminals } from './command-terminals.ts';
import { editorDiagnostics } from './editor-diagnostics.ts';
import { gitBinary } from './git-binary.ts';
import { limitTime } from './limit-time.ts';
import { absolutePath, placeInFolders, type RootFolder } from './place-in-folders.ts';
import { readGitStates } from './read-git-states.ts';
import { findRipgrep } from './ripgrep-binary.ts';
import { searchInEditor } from './search-in-editor.ts';
import { searchWithRipgrep } from './search-with-ripgrep.ts';
import { listWorkspaceFolder, readWorkspaceFile, statOf } from './workspace-files.ts';

export interface EditorWorkspaceParts {
  readonly terminals: CommandTerminals;
  /** The text to write for an edit, which a person may have changed before accepting it. */
  readonly acceptedText: (edit: FileEdit) => string;
  readonly onApplied: (edit: FileEdit) => void;
}

/** The workspace as the tools know it, through VS Code: what it opens, saves, shows and says is what they see. */
export function editorWorkspace(parts: EditorWorkspaceParts): WorkspacePort {
  const uriOf = (path: string) => vscode.Uri.file(absolutePath(path, rootFolders()));
  const pathOf = (uri: vscode.Uri) => placePath(uri);
  return {
    locate: (path) => placeInFolders(path, rootFolders()),
    readFile: (path) => readWorkspaceFile(uriOf(path)),
    listFolder: (path) => listWorkspaceFolder(uriOf(path)),
    searchText: (query, signal) => searchText(query, signal),
    applyEdit: async (edit) => {
      const answer = await applyFileEdit(uriOf(edit.path), { ...edit, after: parts.acceptedText(edit) });
      if (answer.kind === 'accepted') parts.onApplied({ ...edit, after: answer.text });
      return answer;
    },
    runCommand: ({ command, folder, timeoutSeconds }, onOutput, signal) => {
      const absolute = absolutePath(folder, rootFolders());
      return limitTime(timeoutSeconds, signal, (ended) =>
        parts.terminals.run({ command, folder: absolute, onOutput, signal: ended }),
      );
    },
    diagnostics: (path) => editorDiagnostics(path === null ? null : uriOf(path), pathOf),
    gitStates: async (signal) => readGitStates(await gitBinary(), rootFolders(), signal),
  };
}

/** The workspace's folders on this machine. */
export function rootFolders(): readonly RootFolder[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ name, uri }) => ({ name, path: uri.fsPath }));
}

/** A file's path as the tools name it; null outside the workspace. */
function placePath(uri: vscode.Uri): string | null {
  if (uri.scheme !== 'file' || vscode.workspace.getWorkspaceFolder(uri) === undefined) return null;
  return vscode.workspace.asRelativePath(uri, rootFolders().length > 1);
}

async function searchText(query: TextQuery, signal: AbortSignal): Promise<TextSearch> {
  const roots = rootFolders();
  const target = absolutePath(query.path, roots);
  const stat = await statOf(vscode.Uri.file(target));
  if (stat === null) return { kind: 'invalid', message: `There is nothing at ${query.path}.` };
  const isFolder = (stat.type & vscode.FileType.Directory) !== 0;
  const folder = isFolder ? target : dirname(target);
  const binary = await findRipgrep(vscode.env.appRoot);
  const named = (path: string) => (isAbsolute(path) ? path : absolutePath(path, [{ name: '', path: folder }]));
  const pathOf = (uri: vscode.Uri) => placePath(uri) ?? uri.fsPath;
  if (binary === null) return await searchInEditor(vscode.Uri.file(folder), query, pathOf, signal);
  const run = { binary, folder, target: isFolder ? '.' : target };
  const search = await searchWithRipgrep(run, query, signal);
  if (search.kind === 'invalid') return search;
  const matches = search.matches.map((match) => ({ ...match, path: pathOf(vscode.Uri.file(named(match.path))) }));
  return { ...search, matches };
}
