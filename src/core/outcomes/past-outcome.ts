import type { OutcomeEvent } from '../sessions/event.ts';
import type { GoalOutcome } from './goal.ts';
import { judgementOf } from './judgement.ts';

/** How a goal ended, or what else was said of a session as a whole; the last word on it. */
export interface PastOutcome {
  readonly session: string;
  readonly event: string;
  readonly agent: string;
  /** ISO 8601. */
  readonly at: string;
  readonly title: string;
  /** Null when nobody can tell. */
  readonly isGood: boolean | null;
  /** Null for one that came from elsewhere: an import, a check. */
  readonly goal: GoalOutcome | null;
}

const LONGEST_TITLE = 100;

export function pastOutcome(event: OutcomeEvent): PastOutcome {
  const { session, id, agent, at, goal } = event;
  return {
    ...{ session, event: id, agent, at },
    title: goal?.title ?? (event.text.trim().split('\n', 1)[0] ?? '').slice(0, LONGEST_TITLE),
    isGood: judgementOf(event)?.isGood ?? null,
    goal: goal ?? null,
  };
}
