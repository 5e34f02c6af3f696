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
  const net = netChanges(commits);
  const restorable = findRestorable(net, view);
  for (const { id, before, after } of net) {
    const current = view.memory(id) ?? null;
    if (restorable.has(id)) {
      changes.push({ id, before: current, after: before });
    } else if (!isSameContent(current, before)) {
      const merged = before && current ? mergeText(after?.text ?? '', current.text, before.text) : null;
      const restored = before && merged?.kind === 'merged' ? { ...before, text: merged.text } : before;
      merges.push({ id, before: current, after: restored });
    }
  }
  return { inverse: inverseOf(changes), merges };
}

/** The memories that still are as they were left, and whose earlier path is free, or freed by restoring another. */
function findRestorable(net: readonly MemoryChange[], view: StoreView): ReadonlyMap<string, MemoryChange> {
  const restorable = new Map(
    net.filter(({ id, after }) => isSameContent(view.memory(id) ?? null, after)).map((change) => [change.id, change]),
  );
  const leaves = (memory: string, path: string) => {
    const change = restorable.get(memory);
    return change !== undefined && change.before?.path !== path;
  };
  const isBlocked = ({ id, before }: MemoryChange) => {
    if (before === null) return false;
    const occupant = view.memoryAt(before.path);
    return occupant !== undefined && occupant.id !== id && !leaves(occupant.id, before.path);
  };
  // One that can't be restored stays where it is, and may be in the way of the next.
  for (let blocked = [...restorable.values()].filter(isBlocked); blocked.length > 0; ) {
    for (const { id } of blocked) restorable.delete(id);
    blocked = [...restorable.values()].filter(isBlocked);
  }
  return restorable;
}
