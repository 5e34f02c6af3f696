import type { DreamRecord } from '../../core/dream/dream-record.ts';
import { type RevertFilter, selectChanges } from '../../core/dream/undo/decide-revert.ts';
import type { Commit } from '../../core/journal/record.ts';
import { ORIGINS } from '../../core/origin.ts';
import type { SessionSummary } from '../../core/sessions/session.ts';
import type { JournalEntry } from '../../core/store.ts';
import { ORIGIN_WORDS } from '../origin-words.ts';

/** What changes can have in common, as a person chooses it. */
export type RevertWay = 'dream' | 'session' | 'origin' | 'since';

export interface RevertChoice {
  readonly label: string;
  /** When it was. */
  readonly description: string;
  readonly filter: RevertFilter;
  /** Memories that were changed; some may stand as they are by now. */
  readonly changes: number;
}

interface Known {
  readonly entries: readonly JournalEntry[];
  readonly dreams: readonly DreamRecord[];
  readonly sessions: ReadonlyMap<string, SessionSummary>;
  readonly now: Date;
}

const HOUR = 3_600_000;
const SPANS: readonly (readonly [label: string, milliseconds: number])[] = [
  ['In the last hour', HOUR],
  ['In the last day', 24 * HOUR],
  ['In the last week', 7 * 24 * HOUR],
  ['In the last month', 30 * 24 * HOUR],
];

/** The choices of one way that would take something back, newest first. */
export function revertChoices(way: RevertWay, known: Known): readonly RevertChoice[] {
  return candidates(way, known).flatMap((choice) => {
    const changes = changedBy(selectChanges(known.entries, choice.filter));
    return changes === 0 ? [] : [{ ...choice, changes }];
  });
}

function candidates(way: RevertWay, known: Known): readonly Omit<RevertChoice, 'changes'>[] {
  switch (way) {
    case 'dream':
      return known.dreams.map(({ id, started }) => ({
        label: `Dream of ${started.slice(0, 16).replace('T', ' ')}`,
        description: id,
        filter: { dream: id },
      }));
    case 'session':
      return sessionsIn(selectChanges(known.entries, {})).map((session) => {
        const summary = known.sessions.get(session);
        const description = summary === undefined ? '' : `${summary.agent}, ${summary.started.slice(0, 10)}`;
        return { label: summary?.title || session, description, filter: { session } };
      });
    case 'origin':
      return ORIGINS.toReversed().map((origin) => ({
        label: `What came ${ORIGIN_WORDS[origin]}`,
        description: '',
        filter: { origin },
      }));
    case 'since':
      return SPANS.map(([label, milliseconds]) => {
        const since = new Date(known.now.getTime() - milliseconds).toISOString();
        return { label, description: `since ${since.slice(0, 16).replace('T', ' ')}`, filter: { since } };
      });
  }
}

function sessionsIn(commits: readonly Commit[]): readonly string[] {
  const sessions = commits
    .toReversed()
    .flatMap(({ changes }) => changes)
    .flatMap(({ after }) => after?.evidence ?? [])
    .map(({ session }) => session);
  return [...new Set(sessions)];
}

function changedBy(commits: readonly Commit[]): number {
  return new Set(commits.flatMap(({ changes }) => changes.map(({ id }) => id))).size;
}
