import { assertNever } from '../../core/assert-never.ts';
import type { GoalResult } from '../../core/outcomes/goal.ts';

/** How a goal ended, for a person. */
export function resultWord(result: GoalResult): string {
  switch (result) {
    case 'satisfied':
      return 'satisfied';
    case 'needs_revision':
      return 'needs revision';
    case 'max_iterations_reached':
      return 'not reached';
    case 'failed':
      return 'failed';
    case 'interrupted':
      return 'interrupted';
    default:
      return assertNever(result);
  }
}
