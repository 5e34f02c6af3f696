import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import { runCommand } from '../commands/register-commands.ts';
import { parseLinkTarget } from './link-target.ts';

/** Follows a link of a message; a person is told when it leads nowhere. */
export async function openLink(text: string): Promise<void> {
  const target = parseLinkTarget(text);
  switch (target.kind) {
    case 'web':
      await vscode.env.openExternal(vscode.Uri.parse(target.address, true));
      break;
    case 'memory':
      await runCommand('dreamwright.openMemory', target.memory);
      break;
    case 'folder':
      await runCommand('dreamwright.openFolder', target.path);
      break;
    case 'session':
      await runCommand('dreamwright.openEvidence', { session: target.session, event: target.event });
      break;
    case 'file':
      await openFile(target.path, target.line);
      break;
    case 'unsafe':
      void vscode.window.showWarningMessage(`This link is not opened, as its target is not safe: ${text}`);
      break;
    default:
      assertNever(target);
  }
}

async function openFile(path: string, line: number | null): Promise<void> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      continue;
    }
    const at = new vscode.Range(Math.max(0, (line ?? 1) - 1), 0, Math.max(0, (line ?? 1) - 1), 0);
    await vscode.window.showTextDocument(uri, line === null ? {} : { selection: at });
    return;
  }
  void vscode.window.showWarningMessage(`There is no file ${path} in this workspace.`);
}
