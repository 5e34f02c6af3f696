import type { Memory } from '../memory/memory.ts';

/**
 * The memories that belong into every prompt: what a person pinned, and the preferences that a person stated, most
 * important first. Words of tools or of the outside never stand, whatever their kind.
 */
export function standingMemories(memories: readonly Memory[], uses: (id: string) => number): readonly Memory[] {
  return memories
    .filter(isStanding)
    .toSorted(
      (a, b) =>
        Number(b.pinned) - Number(a.pinned) ||
        b.confidence - a.confidence ||
        uses(b.id) - uses(a.id) ||
        (a.updatedAt === b.updatedAt ? (a.id < b.id ? -1 : 1) : a.updatedAt > b.updatedAt ? -1 : 1),
    );
}

function isStanding({ kind, origin, pinned, scope }: Memory): boolean {
  if (origin === 'tool' || origin === 'external') return false;
  return pinned || (kind === 'preference' && origin === 'user' && scope !== 'agent');
}
