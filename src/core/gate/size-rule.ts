import type { MemoryChange } from '../memory/change.ts';
import { isCurrent, type Memory } from '../memory/memory.ts';
import type { RuleDocumentation } from './rule.ts';

export const SIZE_RULE: RuleDocumentation = {
  name: 'size.quarter-lost',
  meaning: 'The dream as a whole would lose more than a quarter of the entries.',
  mend: 'Approve what you agree with, one group at a time.',
  example: 'a dream that prunes three of ten memories',
};

export const PROBES_RULE: RuleDocumentation = {
  name: 'size.probes-worse',
  meaning: 'After the dream a question asked before would not find the memory that answers it any more.',
  mend: 'Approve what you agree with, one group at a time.',
  example: 'a dream whose new entries crowd out the one that answers a question asked last week',
};

/** Below this many entries each prune waits for a person anyway. */
const FEWEST_ENTRIES = 8;
const LARGEST_SHARE = 1 / 4;

/** The state each touched memory would end in; of several edits of one memory the last counts. */
function finalStates(changes: readonly MemoryChange[]): ReadonlyMap<string, Memory | null> {
  return new Map(changes.map((change) => [change.id, change.after]));
}

/**
 * How many of `memories`, the current entries at the start of a dream, `changes` would lose: without a current
 * successor, or with less than half of the text left (design: invariant 9). Null when that is no more than a quarter.
 */
export function findMassLoss(
  changes: readonly MemoryChange[],
  memories: readonly Memory[],
  now: Date,
): { readonly lost: number; readonly entries: number } | null {
  const at = now.toISOString();
  const entries = memories.filter((memory) => isCurrent(memory, at));
  if (entries.length < FEWEST_ENTRIES) return null;
  const finals = finalStates(changes);
  const untouched = new Map(entries.map((memory) => [memory.id, memory]));
  const stateOf = (id: string): Memory | null =>
    finals.get(id) ?? (finals.has(id) ? null : (untouched.get(id) ?? null));
  const stands = (memory: Memory | null, seen: ReadonlySet<string> = new Set()): boolean => {
    if (memory === null || seen.has(memory.id)) return false;
    if (memory.supersededBy !== null) return stands(stateOf(memory.supersededBy), new Set([...seen, memory.id]));
    return isCurrent(memory, at);
  };
  const lost = entries.filter((before) => {
    const after = stateOf(before.id);
    if (!stands(after)) return true;
    return after !== null && after.supersededBy === null && after.text.length * 2 < before.text.length;
  }).length;
  return lost > entries.length * LARGEST_SHARE ? { lost, entries: entries.length } : null;
}
