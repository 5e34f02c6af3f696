import { isSameContent } from '../canonical-json.ts';
import type { Commit } from '../journal/record.ts';
import type { MemoryChange } from '../memory/change.ts';
import { mergeText } from '../memory/merge.ts';
import type { StoreView } from '../store.ts';

declare const inverse: unique symbol;

/** Changes that take back what was committed; only this file makes them. */
export interface Inverse {
  readonly proposal: null;
  readonly changes: readonly MemoryChange[];
  readonly [inverse]: true;
}

function inverseOf(changes: readonly MemoryChange[]): Inverse {
  const edit: Omit<Inverse, typeof inverse> = { proposal: null, changes };
  return edit as Inverse;
}

/** What taking commits back comes to: what can simply be restored, and what has changed since. */
export interface UndoPlan {
  readonly inverse: Inverse;
  /** For each memory changed since: what it is now and what taking back would make of it, merged where possible. */
  readonly merges: readonly MemoryChange[];
}

/** State before the first and after the last of the commits, for each memory they touched. */
function netChanges(commits: readonly Commit[]): readonly MemoryChange[] {
  const net = new Map<string, MemoryChange>();
  for (const change of commits.flatMap((commit) => commit.changes)) {
    const first = net.get(change.id);
    net.set(change.id, {
      id: change.id,
      before: first === undefined ? change.before : first.before,
      after: change.after,
    });
  }
  return [...net.values()].filter((change) => !isSameContent(change.before, change.after));
}

/**
 * Plans taking `commits` back, oldest first: a memory that still is as they left it is restored; one that changed
 * since becomes a three-way merge for a person to review.
 */
export function planUndo(commits: readonly Commit[], view: StoreView): UndoPlan {
  const changes: MemoryChange[] = [];
  const merges: MemoryChange[] = [];
  for (const { id, before, after } of netChanges(commits)) {
    const current = view.memory(id) ?? null;
    const occupant = before === null ? undefined : view.memoryAt(before.path);
    const isPathFree = occupant === undefined || occupant.id === id || commitsTouch(commits, occupant.id);
    if (isSameContent(current, after) && isPathFree) {
      changes.push({ id, before: current, after: before });
    } else if (!isSameContent(current, before)) {
      const merged = before && current ? mergeText(after?.text ?? '', current.text, before.text) : null;
      const restored = before && merged?.kind === 'merged' ? { ...before, text: merged.text } : before;
      merges.push({ id, before: current, after: restored });
    }
  }
  return { inverse: inverseOf(changes), merges };
}

function commitsTouch(commits: readonly Commit[], memory: string): boolean {
  return commits.some((commit) => commit.changes.some((change) => change.id === memory));
}
