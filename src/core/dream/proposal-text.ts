import { hasEnded, type Memory } from '../memory/memory.ts';
import type { Proposal } from './proposal.ts';

function texts(memories: readonly (Memory | null)[]): string | null {
  const found = memories.flatMap((memory) => (memory === null || hasEnded(memory) ? [] : [memory.text]));
  return found.length === 0 ? null : found.join('\n\n');
}

/** What the memory says now, as the left side of the diff shows it; null for a creation. */
export function textBefore(proposal: Proposal): string | null {
  return texts(proposal.changes.map((change) => change.before));
}

/** What the memory would say; null for a deletion. Entries that end their validity leave the text. */
export function textAfter(proposal: Proposal): string | null {
  return texts(proposal.changes.map((change) => change.after));
}
