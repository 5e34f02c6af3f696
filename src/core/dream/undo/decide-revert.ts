import type { UndoOutcome } from '../../dreamwright.ts';
import type { Commit } from '../../journal/record.ts';
import type { MemoryChange } from '../../memory/change.ts';
import type { Origin } from '../../origin.ts';
import type { Decision, JournalEntry, StoreView } from '../../store.ts';
import { buildCommit } from '../commit.ts';
import type { Judge } from '../review.ts';
import { planUndo, type UndoPlan } from '../undo.ts';
import { mergeItem } from './decide-undo.ts';
import { movesOfRedo } from './moves-of-redo.ts';

/** Which changes of the memory are taken back: those that fit everything that is given. */
export interface RevertFilter {
  readonly dream?: string;
  /** One commit by its id; an undo, too, which brings back what it took. */
  readonly commit?: string;
  /** Of the words that a change brought in. */
  readonly origin?: Origin;
  /** On whose events a change rests. */
  readonly session?: string;
  /** Made by the agents of these sessions with their memory tool; what of it still waits for review is withdrawn. */
  readonly madeInSessions?: readonly string[];
  /** ISO 8601; the first moment and the moment after the last. */
  readonly since?: string;
  readonly until?: string;
}

/** The journal's commits, narrowed to the changes that the filter asks for; what an undo did is taken back only by name. */
export function selectChanges(entries: readonly JournalEntry[], filter: RevertFilter): readonly Commit[] {
  return entries.flatMap(({ at, actor, record }) => {
    const commit = record?.kind === 'commit' || record?.kind === 'dream-ended' ? record.commit : null;
    if (commit === null || (filter.commit === undefined ? commit.cause === 'undo' : commit.id !== filter.commit))
      return [];
    if (filter.dream !== undefined && commit.dream !== filter.dream) return [];
    const { madeInSessions } = filter;
    if (madeInSessions !== undefined && !(actor.kind === 'agent' && madeInSessions.includes(actor.session))) return [];
    if (filter.since !== undefined && Date.parse(at) < Date.parse(filter.since)) return [];
    if (filter.until !== undefined && Date.parse(at) >= Date.parse(filter.until)) return [];
    const changes = commit.changes.filter((change) => fits(change, filter));
    // One that is named may have moved proposals alone.
    return changes.length === 0 && filter.commit === undefined ? [] : [{ ...commit, changes }];
  });
}

function fits({ after }: MemoryChange, { origin, session }: RevertFilter): boolean {
  if (origin !== undefined && after?.origin !== origin) return false;
  return session === undefined || (after?.evidence.some((evidence) => evidence.session === session) ?? false);
}

/** The waiting proposals that the filter's sessions made, so that taking its changes back leaves none of them. */
function waitingOf({ madeInSessions, since, until }: RevertFilter, view: StoreView): readonly string[] {
  if (madeInSessions === undefined) return [];
  return view
    .items(['waiting'])
    .map(({ proposal }) => proposal)
    .filter(({ proposedBy }) => proposedBy !== undefined && madeInSessions.includes(proposedBy.session))
    .filter(({ createdAt }) => since === undefined || Date.parse(createdAt) >= Date.parse(since))
    .filter(({ createdAt }) => until === undefined || Date.parse(createdAt) < Date.parse(until))
    .map(({ id }) => id);
}

/** What becomes of proposals: those that were carried out count as rejected; what an undo had moved stands as it did before. */
function movedBack(commits: readonly Commit[], { inverse }: UndoPlan, view: StoreView): Commit['moves'] {
  const restored = new Set(inverse.changes.map(({ id }) => id));
  const undone = commits.flatMap(({ proposals }) => proposals).flatMap((id) => view.item(id) ?? []);
  const rejected = undone
    .filter(({ state, proposal }) => state === 'committed' && proposal.changes.every(({ id }) => restored.has(id)))
    .map(({ proposal }) => ({ proposal: proposal.id, state: 'rejected' as const }));
  return [...rejected, ...movesOfRedo(commits, view)];
}

interface RevertInput {
  readonly commits: readonly Commit[];
  readonly filter: RevertFilter;
  readonly judge: Judge;
  readonly now: Date;
}

/**
 * Takes the selected changes back in one step: memories unchanged since are restored, changed ones become merges for a
 * person, and proposals that were carried out by them count as rejected. Taking an undo back brings those back as well.
 */
export function decideRevert({ commits, filter, judge, now }: RevertInput, view: StoreView): Decision<UndoOutcome> {
  const withdrawn = waitingOf(filter, view);
  const plan = planUndo(commits, view);
  const adds = plan.merges.map((change) => mergeItem(change, 'several changes', view, judge, now));
  const moves = [
    ...withdrawn.map((proposal) => ({ proposal, state: 'withdrawn' as const })),
    ...movedBack(commits, plan, view),
  ];
  if (plan.inverse.changes.length + adds.length + moves.length === 0) {
    return { records: [], result: { dream: '', commit: null, memories: 0, merges: 0, withdrawn: 0 } };
  }
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
      commit: commit.id,
      memories: commit.changes.length,
      merges: adds.length,
      withdrawn: withdrawn.length,
    },
  };
}
