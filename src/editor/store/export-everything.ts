import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { pickFolder } from './pick-folder.ts';
import { writeEverything } from './write-everything.ts';

/** Everything that is known, in files that any program reads: what *What Dreamwright Knows* shows, and the rest of it. */
export async function exportEverything(store: Dreamwright, now: Date): Promise<void> {
  const folder = await pickFolder({ title: 'Export everything into a folder', action: 'Export Here' });
  if (folder === undefined) return;
  const target = join(folder, `dreamwright-export-${now.toISOString().slice(0, 19).replaceAll(':', '-')}`);
  await writeEverything(store, target);
  const open = 'Open Folder';
  const picked = await vscode.window.showInformationMessage(`Exported to ${target}.`, open);
  if (picked === open) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(target));
}
