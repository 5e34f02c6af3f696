import type { Actor } from '../actor.ts';
import { assertNever } from '../assert-never.ts';
import type { JournalEntry } from '../store.ts';
import { pathsOf } from './paths-of.ts';

/** Which entries of the journal are asked for; what is left out does not narrow. */
export interface EntrySelection {
  /** ISO 8601; the first moment and the moment after the last. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** A kind (`person`, `dream`, `agent`, `system`) or a name, a dream's id or a session's. */
  readonly actor?: string | undefined;
  /** What paths of memories begin with. */
  readonly path?: string | undefined;
}

/** Whether an entry is among those asked for. One whose content was redacted has no path any more. */
export function isSelected(entry: JournalEntry, { since, until, actor, path }: EntrySelection): boolean {
  const time = Date.parse(entry.at);
  if (since !== undefined && time < Date.parse(since)) return false;
  if (until !== undefined && time >= Date.parse(until)) return false;
  if (actor !== undefined && !namesOf(entry.actor).includes(actor)) return false;
  const paths = entry.record === null ? [] : pathsOf(entry.record);
  return path === undefined || paths.some((candidate) => candidate.startsWith(path));
}

function namesOf(actor: Actor): readonly string[] {
  switch (actor.kind) {
    case 'person':
      return [actor.kind, actor.name];
    case 'dream':
      return [actor.kind, actor.dream];
    case 'agent':
      return [actor.kind, actor.name, actor.session];
    case 'system':
      return [actor.kind];
    default:
      return assertNever(actor);
  }
}
