import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** A folder on this machine; undefined when the person thinks better of it. */
export async function pickFolder(options: {
  readonly title: string;
  readonly action: string;
}): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: options.title,
    openLabel: options.action,
    defaultUri: vscode.Uri.file(homedir()),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return picked?.[0]?.fsPath;
}
