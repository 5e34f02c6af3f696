import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { Memory } from '../../core/memory/memory.ts';
import { documentUri } from '../documents/document-uri.ts';
import { placeName } from '../documents/place.ts';
import { describeVersion } from './describe-version.ts';

/** Lists a memory's versions, newest first; choosing one shows what it changed. */
export async function showHistory(store: Dreamwright, memory: Memory): Promise<void> {
  const versions = await store.versions(memory.id);
  const picks = versions
    .map((version, index) => ({ ...describeVersion(version), version, previous: versions[index - 1] }))
    .reverse();
  const name = placeName(memory.path);
  const picked = await vscode.window.showQuickPick(picks, { title: `History of ${name}`, matchOnDetail: true });
  if (picked === undefined) return;
  const uri = documentUri({ kind: 'version', memory: memory.id, version: picked.version.id, name });
  if (picked.previous === undefined) {
    await vscode.window.showTextDocument(uri);
    return;
  }
  const previous = documentUri({ kind: 'version', memory: memory.id, version: picked.previous.id, name });
  await vscode.commands.executeCommand('vscode.diff', previous, uri, `${name}: before ↔ ${picked.label}`);
}
