import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { count } from '../count.ts';
import { offer } from '../offer.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { type RevertChoice, type RevertWay, revertChoices } from './revert-choices.ts';

const WAYS: readonly { readonly label: string; readonly way: RevertWay }[] = [
  { label: 'By dream…', way: 'dream' },
  { label: 'By the session they rest on…', way: 'session' },
  { label: 'By whose words they are…', way: 'origin' },
  { label: 'By time…', way: 'since' },
];

/** Takes many changes of the memory back in one step, by what they have in common. */
export async function revertChanges(parts: {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly boundary: ErrorBoundary;
}): Promise<void> {
  const picked = await vscode.window.showQuickPick(WAYS, { title: 'Take back changes of the memory' });
  if (picked === undefined) return;
  const store = await parts.open();
  const { dreams, sessions } = await parts.mirror.load();
  const choices = revertChoices(picked.way, { entries: await store.journal(), dreams, sessions, now: new Date() });
  if (choices.length === 0) throw new Error('Nothing was changed that could be taken back.');
  const choice = await pickChoice(choices);
  if (choice === undefined || !(await agrees(choice))) return;
  const { memories, merges, commit } = await store.revert(choice.filter);
  await parts.mirror.refresh();
  const waits = merges === 0 ? '' : `, ${merges} changed since and ${merges === 1 ? 'waits' : 'wait'} for you`;
  const bringBack = async () => {
    if (commit === null) return;
    await store.revert({ commit });
    await parts.mirror.refresh();
  };
  offer(
    parts.boundary,
    `${count(memories, 'memory', 'memories')} restored${waits}.`,
    commit === null ? {} : { Undo: bringBack },
  );
}

async function pickChoice(choices: readonly RevertChoice[]): Promise<RevertChoice | undefined> {
  const picks = choices.map((choice) => ({
    label: choice.label,
    description: choice.description,
    detail: count(choice.changes, 'memory', 'memories'),
    choice,
  }));
  return (await vscode.window.showQuickPick(picks, { title: 'Which changes?', matchOnDescription: true }))?.choice;
}

async function agrees({ label, changes }: RevertChoice): Promise<boolean> {
  const action = 'Take Back';
  const detail =
    'Memories that nobody has changed since are put back as they were; for the others a proposal waits in the Review view. Their history keeps every version.';
  const question = `Take back what was changed in ${count(changes, 'memory', 'memories')}? (${label})`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
