import type { ChangeOutcome } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { pathProblem } from './memory-place.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** A person gives a memory another path. */
export function decideRename(id: string, path: string, act: PersonalAct): Decision<ChangeOutcome> {
  const before = act.view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Refresh the list.');
  const problem = pathProblem(path, id, act.view);
  if (problem !== null) return invalid(problem);
  const after: Memory = { ...before, path, updatedAt: act.now.toISOString() };
  return decideAct(proposalOf('move', { id, before, after }, act), act);
}
