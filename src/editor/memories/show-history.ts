import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { MemoryVersion } from '../../core/memory/version.ts';
import { documentUri } from '../documents/document-uri.ts';
import { placeName } from '../documents/place.ts';
import { describeVersion } from './describe-version.ts';
import { redactVersion } from './redact-version.ts';

interface VersionPick extends vscode.QuickPickItem {
  readonly version: MemoryVersion;
  readonly previous: MemoryVersion | undefined;
}

type Picked =
  | { readonly kind: 'show'; readonly pick: VersionPick }
  | { readonly kind: 'redact'; readonly version: MemoryVersion | 'all' };

const REDACT = { iconPath: new vscode.ThemeIcon('eraser'), tooltip: 'Redact Version…' };
const REDACT_ALL = { iconPath: new vscode.ThemeIcon('eraser'), tooltip: 'Delete Memory and Redact All Versions…' };

/** Lists a memory's versions, newest first; choosing one shows what it changed, its button redacts it. */
export async function showHistory(store: Dreamwright, memory: Memory): Promise<void> {
  const versions = await store.versions(memory.id);
  const picks = versions
    .map((version, index): VersionPick => {
      const canRedact = version.content !== null && index < versions.length - 1;
      return {
        ...describeVersion(version),
        version,
        previous: versions[index - 1],
        ...(canRedact && { buttons: [REDACT] }),
      };
    })
    .reverse();
  const name = placeName(memory.path);
  const picked = await pickVersion(picks, `History of ${name}`);
  if (picked === undefined) return;
  if (picked.kind === 'redact') {
    await redactVersion(store, memory.id, picked.version);
    return;
  }
  const { version, previous, label } = picked.pick;
  const uri = documentUri({ kind: 'version', memory: memory.id, version: version.id, name });
  if (previous === undefined) {
    await vscode.window.showTextDocument(uri);
    return;
  }
  const before = documentUri({ kind: 'version', memory: memory.id, version: previous.id, name });
  await vscode.commands.executeCommand('vscode.diff', before, uri, `${name}: before ↔ ${label}`);
}

function pickVersion(items: readonly VersionPick[], title: string): Promise<Picked | undefined> {
  const quickPick = vscode.window.createQuickPick<VersionPick>();
  Object.assign(quickPick, { title, items, matchOnDetail: true, buttons: [REDACT_ALL] });
  return new Promise((resolve) => {
    const answer = (picked: Picked | undefined): void => {
      resolve(picked);
      quickPick.dispose();
    };
    quickPick.onDidTriggerButton(() => answer({ kind: 'redact', version: 'all' }));
    quickPick.onDidTriggerItemButton(({ item }) => answer({ kind: 'redact', version: item.version }));
    quickPick.onDidAccept(() => {
      const [pick] = quickPick.selectedItems;
      if (pick !== undefined) answer({ kind: 'show', pick });
    });
    quickPick.onDidHide(() => answer(undefined));
    quickPick.show();
  });
}
