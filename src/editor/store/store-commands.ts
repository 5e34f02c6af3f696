import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../core/clock.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { CommandHandlers } from '../commands/command-map.ts';
import { count } from '../count.ts';
import { documentUri } from '../documents/document-uri.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { exportEverything } from './export-everything.ts';
import { exportJournal } from './export-journal.ts';
import { pickFolder } from './pick-folder.ts';

interface StoreParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  /** Forgets what is kept of this workspace beside the store. */
  readonly forgetBeside: () => Promise<void>;
}

type StoreCommandId =
  | 'dreamwright.verifyJournal'
  | 'dreamwright.whatDreamwrightKnows'
  | 'dreamwright.exportEverything'
  | 'dreamwright.exportJournal'
  | 'dreamwright.backUpStore'
  | 'dreamwright.restoreStore'
  | 'dreamwright.forgetEverything'
  | 'dreamwright.openSettings'
  | 'dreamwright.showLog';

/** What a person does with the store as a whole. */
export function storeCommands(parts: StoreParts): CommandHandlers<StoreCommandId> {
  return {
    'dreamwright.verifyJournal': async () => await verifyJournal(await parts.open()),
    'dreamwright.whatDreamwrightKnows': async () => {
      await vscode.window.showTextDocument(documentUri({ kind: 'knowledge' }), { preview: false });
    },
    'dreamwright.exportEverything': async () => await exportEverything(await parts.open(), parts.clock()),
    'dreamwright.exportJournal': async () => await exportJournal(await parts.open(), parts.clock()),
    'dreamwright.backUpStore': async () => await backUp(parts),
    'dreamwright.restoreStore': async () => await restore(parts),
    'dreamwright.forgetEverything': async () => await forgetEverything(parts),
    'dreamwright.openSettings': async () => {
      await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:dreamwright.dreamwright');
    },
    'dreamwright.showLog': () => parts.log.show(),
  };
}

async function verifyJournal(store: Dreamwright): Promise<void> {
  const proof = await store.verifyJournal();
  if (!proof.ok) {
    throw new Error(
      `The journal breaks at entry ${proof.firstBad}: ${proof.reason}. Restore a backup, or keep it and read from there on with care.`,
    );
  }
  const entries = count(proof.entries, 'entry', 'entries');
  const holds = `The journal holds: ${entries}, unbroken, signed up to entry ${proof.signed}.`;
  if (proof.warnings.length === 0) void vscode.window.showInformationMessage(holds);
  else void vscode.window.showWarningMessage(`${holds} ${proof.warnings.join(' ')}`);
}

async function backUp(parts: StoreParts): Promise<void> {
  const folder = await pickFolder({ title: 'Back up the store into a folder', action: 'Back Up Here' });
  if (folder === undefined) return;
  const stamp = parts.clock().toISOString().slice(0, 19).replaceAll(':', '-');
  const target = join(folder, `dreamwright-${stamp}`);
  await (await parts.open()).backup(target);
  void vscode.window.showInformationMessage(`Backed up to ${target}.`);
}

async function restore(parts: StoreParts): Promise<void> {
  const folder = await pickFolder({ title: 'Restore the store from a backup', action: 'Restore This' });
  if (folder === undefined) return;
  const isSure = await confirm({
    question: 'Replace everything in this store by the backup?',
    detail: 'What came after the backup is lost. Back up the store first if in doubt.',
    action: 'Restore',
  });
  if (!isSure) return;
  await (await parts.open()).restore(folder);
  await parts.mirror.refresh();
  void vscode.window.showInformationMessage('Restored.');
}

async function forgetEverything(parts: StoreParts): Promise<void> {
  const store = await parts.open();
  const { memories, sessions } = await store.statistics();
  const isSure = await confirm({
    question: 'Forget everything in this store?',
    detail: `${count(memories, 'memory', 'memories')}, ${count(sessions, 'session')} and the journal are deleted. This can't be undone. Memories of all workspaces (/@user) and of further folders stay; backups and git history are out of reach.`,
    action: 'Forget Everything',
  });
  if (!isSure) return;
  await store.forgetEverything();
  await parts.forgetBeside();
  await parts.mirror.refresh();
}

/** Modal, as only what can't be undone may be. */
async function confirm(options: {
  readonly question: string;
  readonly detail: string;
  readonly action: string;
}): Promise<boolean> {
  const { question, detail, action } = options;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
