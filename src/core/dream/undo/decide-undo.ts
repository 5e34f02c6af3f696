import type { UndoOutcome } from '../../dreamwright.ts';
import { newId } from '../../identifier.ts';
import type { Commit, JournalRecord } from '../../journal/record.ts';
import type { MemoryChange } from '../../memory/change.ts';
import type { Decision, StoreView } from '../../store.ts';
import { buildCommit } from '../commit.ts';
import type { Proposal, ReviewItem } from '../proposal.ts';
import { NO_SUPPORT } from '../propose/draft.ts';
import { holdForReview, reviewItem } from '../review/review-item.ts';
import type { Judge } from '../review.ts';
import { planUndo } from '../undo.ts';
import { movesOfRedo } from './moves-of-redo.ts';

interface UndoTarget {
  readonly dream: string;
  /** What is taken back: the dream's own commits, or one earlier undo. */
  readonly commits: readonly Commit[];
  readonly redoes: string | null;
}

/** What taking `what` back would make of a memory that was changed again since, for a person to review. */
export function mergeItem(change: MemoryChange, what: string, view: StoreView, judge: Judge, now: Date): ReviewItem {
  const proposal: Proposal = {
    id: newId('prp', now),
    dream: null,
    operation: change.after === null ? 'prune' : change.before === null ? 'create' : 'update',
    path: change.after?.path ?? change.before?.path ?? '',
    changes: [change],
    reason: `Undoing ${what} would change this memory, which was changed again since.`,
    evidence: change.before?.evidence ?? change.after?.evidence ?? [],
    origin: change.after?.origin ?? 'user',
    support: NO_SUPPORT,
    findings: [],
    createdAt: now.toISOString(),
  };
  const hit = {
    rule: 'store.changed-since',
    effect: 'review',
    detail: 'changed again after the dream that is undone',
  } as const;
  return reviewItem(proposal, holdForReview(judge(proposal, view), hit));
}

/** Commits of the dream that stand: not yet taken back, or brought back again. */
function standingCommits(
  dream: string,
  view: StoreView,
): { readonly standing: readonly Commit[]; readonly undo: Commit | null } {
  let standing: Commit[] = [];
  let undo: Commit | null = null;
  for (const commit of view.commits(dream)) {
    if (commit.undoes !== null) {
      undo = commit;
      standing = [];
    } else if (commit.redoes !== null) {
      undo = null;
      standing = [commit];
    } else {
      standing.push(commit);
    }
  }
  return { standing, undo };
}

function findTarget(id: string, view: StoreView): UndoTarget {
  const dream = view.dreams().find((candidate) => candidate.id === id);
  if (dream !== undefined) {
    const { standing, undo } = standingCommits(dream.id, view);
    if (undo !== null && standing.length === 0) {
      throw new Error(`Dream ${id} is already undone. To bring it back, undo ${undo.id}.`);
    }
    return { dream: dream.id, commits: standing, redoes: null };
  }
  for (const candidate of view.dreams()) {
    const { undo } = standingCommits(candidate.id, view);
    if (undo?.id === id) return { dream: candidate.id, commits: [undo], redoes: undo.id };
  }
  throw new Error(`No dream ${id}. The Dreams view and \`dreamwright audit export\` list them.`);
}

/**
 * Takes a whole dream back in one step, or an earlier undo. What was undone counts as rejected, waiting proposals
 * of the dream are withdrawn, the watermark stays; a dream that committed nothing is undone all the same.
 */
export function decideUndo(id: string, view: StoreView, judge: Judge, now: Date): Decision<UndoOutcome> {
  const { dream, commits, redoes } = findTarget(id, view);
  const plan = planUndo(commits, view);
  const adds = plan.merges.map((change) => mergeItem(change, `dream ${dream}`, view, judge, now));
  const ofDream = view.items().filter(({ proposal }) => proposal.dream === dream);
  const moves =
    redoes === null
      ? ofDream.flatMap(({ proposal, state }): Commit['moves'] => {
          if (state === 'committed') return [{ proposal: proposal.id, state: 'rejected' }];
          return state === 'waiting' ? [{ proposal: proposal.id, state: 'withdrawn' }] : [];
        })
      : movesOfRedo(commits, view);
  const commit = buildCommit([plan.inverse], {
    cause: 'undo',
    dream,
    reason: redoes === null ? `Undo of dream ${dream}` : `Undo of the undo of dream ${dream}`,
    now,
    ...(redoes === null ? { undoes: dream } : { redoes }),
    moves,
    adds,
  });
  const record: JournalRecord = { kind: 'commit', commit, comment: null };
  const withdrawn = moves.filter(({ state }) => state === 'withdrawn').length;
  return {
    records: [record],
    result: { dream, commit: commit.id, memories: commit.changes.length, merges: adds.length, withdrawn },
  };
}
