import { newId } from '../identifier.ts';
import type { Commit } from '../journal/record.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Passed } from './gate.ts';
import type { Approved } from './review.ts';
import type { Inverse } from './undo.ts';

export interface CommitDraft {
  readonly cause: Commit['cause'];
  readonly dream: string | null;
  readonly reason: string;
  readonly now: Date;
  readonly constitution?: string;
  readonly undoes?: string;
  readonly redoes?: string;
  readonly moves?: Commit['moves'];
  readonly adds?: Commit['adds'];
}

/** Joins edits of the same memory in order, so that a commit has one change a memory and its inverse is exact. */
function squash(changes: readonly MemoryChange[]): readonly MemoryChange[] {
  const byMemory = new Map<string, MemoryChange>();
  for (const change of changes) {
    const earlier = byMemory.get(change.id);
    byMemory.set(change.id, earlier === undefined ? change : { ...change, before: earlier.before });
  }
  return [...byMemory.values()].filter((change) => change.before !== null || change.after !== null);
}

/**
 * The only way to change memory: takes what the gate passed, a person approved or an undo inverts, and nothing
 * else, by type.
 */
export function buildCommit(edits: readonly (Passed | Approved | Inverse)[], draft: CommitDraft): Commit {
  return {
    id: newId('cmt', draft.now),
    cause: draft.cause,
    dream: draft.dream,
    reason: draft.reason,
    ...(draft.constitution === undefined ? {} : { constitution: draft.constitution }),
    changes: squash(edits.flatMap((edit) => edit.changes)),
    proposals: edits.flatMap((edit) => (edit.proposal === null ? [] : [edit.proposal])),
    undoes: draft.undoes ?? null,
    redoes: draft.redoes ?? null,
    moves: draft.moves ?? [],
    adds: draft.adds ?? [],
  };
}
