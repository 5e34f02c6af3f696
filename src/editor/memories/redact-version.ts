import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { RedactionOutcome } from '../../core/journal/decide-redaction.ts';
import type { MemoryVersion } from '../../core/memory/version.ts';
import { describeVersion } from './describe-version.ts';

const NOT_REACHED =
  'Not reached: backups, copies that git or another tool has made, and the sessions that it came from. Delete those yourself. Copies that were kept aside after damage lose every entry about this memory.';

/** Asks, then takes a version's content off the disk for good, or the memory and all its versions. */
export async function redactVersion(
  store: Pick<Dreamwright, 'redactVersion'>,
  memory: string,
  version: MemoryVersion | 'all',
): Promise<void> {
  const what = version === 'all' ? 'Delete this memory and redact all its versions?' : 'Redact this version?';
  const stays = version === 'all' ? 'Who changed it and when' : `"${describeVersion(version).label}"`;
  const confirm = version === 'all' ? 'Delete and Redact' : 'Redact';
  const detail = `Its text is overwritten in the journal, the database and all that was made from them, and can't be restored. ${stays} stays in the history.\n\n${NOT_REACHED}`;
  const answer = await vscode.window.showWarningMessage(what, { modal: true, detail }, confirm);
  if (answer !== confirm) return;
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Redacting' },
    () => store.redactVersion(memory, version === 'all' ? 'all' : version.id, 'asked for in the history'),
  );
  if (outcome.kind === 'invalid') throw new Error(outcome.message);
  void vscode.window.showInformationMessage(redactionLine(outcome));
}

/** One line for a person: what went, and where words of it still stand. */
function redactionLine(outcome: Extract<RedactionOutcome, { readonly kind: 'redacted' }>): string {
  const { versions, memories, sessions } = outcome;
  const went = `Redacted ${versions} ${versions === 1 ? 'version' : 'versions'}.`;
  const places = [
    ...(memories.length === 0 ? [] : [memories.slice(0, 3).join(', ')]),
    ...(sessions.length === 0 ? [] : [`${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}`]),
  ];
  return places.length === 0 ? went : `${went} Words of it still stand in ${places.join(' and ')}.`;
}
