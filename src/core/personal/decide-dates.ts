import type { ChangeOutcome } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** When a memory ends, and until when it is to be verified again; ISO 8601, null for no such date. */
export interface MemoryDates {
  readonly validTo: string | null;
  readonly verifyBy: string | null;
}

/** A person says how long a memory holds; what a dream asked because an earlier date had passed is answered by that. */
export function decideDates(id: string, dates: MemoryDates, act: PersonalAct): Decision<ChangeOutcome> {
  const before = act.view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Refresh the list.');
  const at = act.now.toISOString();
  const given = [dates.validTo, dates.verifyBy].filter((date) => date !== null);
  if (given.some((date) => Number.isNaN(Date.parse(date)))) return invalid('A date looks like 2026-01-31.');
  if (given.some((date) => date <= at))
    return invalid('The date has passed. Choose one to come, or delete the memory.');
  const { verifyBy: _earlier, ...rest } = before;
  const after: Memory = {
    ...rest,
    validTo: dates.validTo,
    ...(dates.verifyBy === null ? {} : { verifyBy: dates.verifyBy }),
    updatedAt: at,
  };
  const answered = act.view
    .items(['waiting'])
    .filter(({ proposal }) => proposal.operation === 'prune' && proposal.changes.every((change) => change.id === id));
  return decideAct(proposalOf('update', { id, before, after }, act), act, answered);
}
