import type { UndoOutcome } from '../dreamwright.ts';
import type { Commit } from '../journal/record.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Origin } from '../origin.ts';
import type { Decision, JournalEntry, StoreView } from '../store.ts';
import { buildCommit } from './commit.ts';
import { mergeItem } from './decide-undo.ts';
import type { Judge } from './review.ts';
import { planUndo } from './undo.ts';

/** Which changes of the memory are taken back: those that fit everything that is given. */
export interface RevertFilter {
  readonly dream?: string;
  /** Of the words that a change brought in. */
  readonly origin?: Origin;
  /** On whose events a change rests. */
  readonly session?: string;
  /** ISO 8601; the first moment and the moment after the last. */
  readonly since?: string;
  readonly until?: string;
}

/** The journal's commits, narrowed to the changes that the filter asks for; what an undo did is not taken back. */
export function selectChanges(entries: readonly JournalEntry[], filter: RevertFilter): readonly Commit[] {
  return entries.flatMap(({ at, record }) => {
    const commit = record?.kind === 'commit' || record?.kind === 'dream-ended' ? record.commit : null;
    if (commit === null || commit.cause === 'undo') return [];
    if (filter.dream !== undefined && commit.dream !== filter.dream) return [];
    if (filter.since !== undefined && Date.parse(at) < Date.parse(filter.since)) return [];
    if (filter.until !== undefined && Date.parse(at) >= Date.parse(filter.until)) return [];
    const changes = commit.changes.filter((change) => fits(change, filter));
    return changes.length === 0 ? [] : [{ ...commit, changes }];
  });
}

function fits({ after }: MemoryChange, { origin, session }: RevertFilter): boolean {
  if (origin !== undefined && after?.origin !== origin) return false;
  return session === undefined || (after?.evidence.some((evidence) => evidence.session === session) ?? false);
}

interface RevertInput {
  readonly commits: readonly Commit[];
  readonly judge: Judge;
  readonly now: Date;
}

/**
 * Takes the selected changes back in one step: memories unchanged since are restored, changed ones become merges for a
 * person, and proposals that were carried out by them count as rejected.
 */
export function decideRevert({ commits, judge, now }: RevertInput, view: StoreView): Decision<UndoOutcome> {
  const plan = planUndo(commits, view);
  const adds = plan.merges.map((change) => mergeItem(change, 'several changes', view, judge, now));
  if (plan.inverse.changes.length === 0 && adds.length === 0) {
    return { records: [], result: { dream: '', commit: null, memories: 0, merges: 0, withdrawn: 0 } };
  }
  const restored = new Set(plan.inverse.changes.map(({ id }) => id));
  const undone = commits.flatMap(({ proposals }) => proposals).flatMap((id) => view.item(id) ?? []);
  const moves = undone
    .filter(({ state, proposal }) => state === 'committed' && proposal.changes.every(({ id }) => restored.has(id)))
    .map(({ proposal }) => ({ proposal: proposal.id, state: 'rejected' as const }));
  const commit = buildCommit([plan.inverse], {
    cause: 'undo',
    dream: null,
    reason: `A person took back ${plan.inverse.changes.length} changes at once.`,
    now,
    moves,
    adds,
  });
  return {
    records: [{ kind: 'commit', commit, comment: null }],
    result: {
      dream: '',
      commit: null,
      memories: commit.changes.length,
      merges: adds.length,
      withdrawn: 0,
    },
  };
}
