import { isSameContent } from '../../canonical-json.ts';
import type { MemoryChange } from '../../memory/change.ts';
import type { Memory } from '../../memory/memory.ts';
import { mergeText } from '../../memory/merge.ts';
import type { StoreView } from '../../store.ts';
import type { Proposal } from '../proposal.ts';

/** Whether every memory still is what the proposal was made against, and every new path is still free. */
export function isBaseCurrent(proposal: Proposal, view: StoreView): boolean {
  return proposal.changes.every((change) => {
    const current = view.memory(change.id) ?? null;
    if (!isSameContent(current, change.before)) return false;
    if (change.after === null || change.after.path === change.before?.path) return true;
    const occupant = view.memoryAt(change.after.path);
    return occupant === undefined || proposal.changes.some((other) => other.id === occupant.id);
  });
}

function rebaseChange(change: MemoryChange, current: Memory | null): MemoryChange {
  if (change.after === null || current === null || change.before === null) {
    return { id: change.id, before: current, after: change.after };
  }
  const merged = mergeText(change.before.text, current.text, change.after.text);
  const text = merged.kind === 'merged' ? merged.text : change.after.text;
  return { id: change.id, before: current, after: { ...change.after, text } };
}

/** The same proposal against the memories as they stand, so that a person can look at it again. */
export function rebaseProposal(proposal: Proposal, view: StoreView): Proposal {
  const changes = proposal.changes.map((change) => rebaseChange(change, view.memory(change.id) ?? null));
  return { ...proposal, changes };
}
