import type { ChangeOutcome } from '../dreamwright.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** A person deletes a memory; its versions stay, so that it can be brought back. */
export function decideDelete(id: string, act: PersonalAct): Decision<ChangeOutcome> {
  const before = act.view.memory(id);
  if (before === undefined) return invalid('This memory is already gone.');
  return decideAct(proposalOf('prune', { id, before, after: null }, act), act);
}
