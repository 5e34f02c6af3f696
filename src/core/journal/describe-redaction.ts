import type { SessionSummary } from '../sessions/session.ts';
import type { RedactionOutcome } from './decide-redaction.ts';

/** What no redaction gets at, for a person to see to. */
export const NOT_REACHED =
  "Not reached: backups, copies that git or another tool has made, transcripts that sessions were imported from, stores that are not open here, files of the workspace and what was kept to restore them, and what the agent's provider keeps. Delete those yourself.";

const MOST_NAMED = 5;

/** One line each: which sessions lose words, and where words still stand; the same before and after it is done. */
export function describeRedaction(
  outcome: Extract<RedactionOutcome, { readonly kind: 'redacted' }>,
  sessions: readonly Pick<SessionSummary, 'session' | 'title'>[],
): readonly string[] {
  const titles = new Map(sessions.map(({ session, title }) => [session, title]));
  const named = (ids: readonly string[]): string => list(ids.map((id) => `“${titles.get(id) || id}”`));
  return [
    ...(outcome.masked.length === 0
      ? []
      : [`Masked where ${count(outcome.masked)} repeats it: ${named(outcome.masked)}.`]),
    ...(outcome.sessions.length === 0
      ? []
      : [`May still be said, in other words or too few to tell, in ${named(outcome.sessions)}.`]),
    ...(outcome.memories.length === 0 ? [] : [`Words of it still stand in ${list(outcome.memories)}.`]),
  ];
}

function count(ids: readonly string[]): string {
  return ids.length === 1 ? 'a session' : `each of ${ids.length} sessions`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED);
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}
