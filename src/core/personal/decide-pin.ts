import type { ChangeOutcome } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** A person pins a memory, so that only a person changes it, or takes the pin off. */
export function decidePin(id: string, pinned: boolean, act: PersonalAct): Decision<ChangeOutcome> {
  const before = act.view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Refresh the list.');
  const after: Memory = { ...before, pinned, updatedAt: act.now.toISOString() };
  return decideAct(proposalOf('update', { id, before, after }, act), act);
}
