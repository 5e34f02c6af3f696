import { assertNever } from '../core/assert-never.ts';
import type { ChangeOutcome } from '../core/dreamwright.ts';
import { mainHit } from './review/held-group.ts';
import { ruleMend } from './review/rule-mend.ts';

/** Why a person's change did not happen and what to do, in one line; null when it did. */
export function outcomeProblem(outcome: ChangeOutcome): string | null {
  switch (outcome.kind) {
    case 'committed':
    case 'rejected':
    case 'waiting':
      return null;
    case 'refused': {
      const hit = mainHit(outcome.item);
      return hit === null ? 'Refused by the gate.' : `Refused: ${hit.detail}. ${ruleMend(hit.rule)}`;
    }
    case 'conflict':
    case 'invalid':
      return outcome.message;
    default:
      return assertNever(outcome);
  }
}
