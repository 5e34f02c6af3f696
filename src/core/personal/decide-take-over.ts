import type { ChangeOutcome } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { pathProblem } from './memory-place.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** A person moves a memory here from another store; whose words it is and what it rests on stay as they are. */
export function decideTakeOver(memory: Memory, act: PersonalAct): Decision<ChangeOutcome> {
  const problem = pathProblem(memory.path, memory.id, act.view);
  if (problem !== null) return invalid(problem);
  const before = act.view.memory(memory.id) ?? null;
  const after: Memory = { ...memory, updatedAt: act.now.toISOString() };
  const proposal = proposalOf('promote', { id: memory.id, before, after }, act);
  return decideAct({ ...proposal, evidence: memory.evidence, origin: memory.origin }, act);
}
