import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { describeRedaction, NOT_REACHED } from '../../core/journal/describe-redaction.ts';
import type { MemoryVersion } from '../../core/memory/version.ts';
import { describeVersion } from './describe-version.ts';

const REASON = 'asked for in the history';

/** Says what would go and asks, then takes a version's content off the disk for good, or the memory and all its versions. */
export async function redactVersion(
  store: Pick<Dreamwright, 'redactVersion' | 'sessions'>,
  memory: string,
  version: MemoryVersion | 'all',
): Promise<void> {
  const id = version === 'all' ? 'all' : version.id;
  const trial = await working('Looking where its words stand', () =>
    store.redactVersion(memory, id, REASON, { dryRun: true }),
  );
  if (trial.kind === 'invalid') throw new Error(trial.message);
  const what = version === 'all' ? 'Delete this memory and redact all its versions?' : 'Redact this version?';
  const stays = version === 'all' ? 'Who changed it and when' : `"${describeVersion(version).label}"`;
  const confirm = version === 'all' ? 'Delete and Redact' : 'Redact';
  const detail = [
    `Its text is overwritten in the journal, the database and all that was made from them, and can't be restored. ${stays} stays in the history. Copies that were kept aside after damage lose every entry about this memory.`,
    ...describeRedaction(trial, await store.sessions()),
    NOT_REACHED,
  ];
  const answer = await vscode.window.showWarningMessage(what, { modal: true, detail: detail.join('\n\n') }, confirm);
  if (answer !== confirm) return;
  const outcome = await working('Redacting', () => store.redactVersion(memory, id, REASON));
  if (outcome.kind === 'invalid') throw new Error(outcome.message);
  const { versions } = outcome;
  const went = `Redacted ${versions} ${versions === 1 ? 'version' : 'versions'}.`;
  const places = describeRedaction(outcome, await store.sessions());
  void vscode.window.showInformationMessage([went, ...places].join(' '));
}

function working<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, work);
}
