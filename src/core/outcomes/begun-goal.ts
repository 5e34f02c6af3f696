import { contextEvent, type EventMaker } from '../agent/turn-events.ts';
import type { OtherEvent, OutcomeEvent, SessionEvent } from '../sessions/event.ts';
import type { Goal } from './goal.ts';
import { saysNotGraded } from './outcome-event.ts';
import { parseGoal } from './parse-goal.ts';

/** Subtype of the event that tells that the message before it states a goal; its text is the goal's id. */
const GOAL_SET = 'goal-set';

/** Where the work on a goal stands. */
export interface GoalProgress {
  /** The round that comes or is under way, from 1. */
  readonly round: number;
  /** What was done for the goal so far. */
  readonly events: readonly SessionEvent[];
  readonly steps: number;
  readonly tokens: number;
  /** The agent has done what it could in this round, and only its grade is missing. */
  readonly isWorkDone: boolean;
}

export const GOAL_STATED: GoalProgress = { round: 1, events: [], steps: 0, tokens: 0, isWorkDone: false };

export interface BegunGoal {
  readonly goal: Goal;
  readonly progress: GoalProgress;
}

export function goalSetEvent(maker: EventMaker, goal: Goal): OtherEvent {
  return contextEvent(maker, GOAL_SET, goal.id);
}

/** The goal that a conversation was left with before it was settled; null once it was, or something else was said. */
export function begunGoal(events: readonly SessionEvent[]): BegunGoal | null {
  const start = events.findLastIndex((event) => event.type === 'other' && event.subtype === GOAL_SET);
  const id = events[start]?.text ?? '';
  const statement = events.slice(0, Math.max(start, 0)).findLast(({ type }) => type === 'user');
  const parsed = parseGoal(statement?.text ?? '');
  if (statement === undefined || parsed.kind === 'invalid') return null;
  const since = events.slice(start + 1);
  const index = since.findLastIndex((event) => event.type === 'outcome' && event.goal?.id === id);
  if (since.slice(index + 1).some(({ type }) => type === 'user')) return null;
  const last = since[index];
  const progress = last?.type === 'outcome' ? progressAfter(last, since) : { ...GOAL_STATED, events: since };
  return progress === null ? null : { goal: { ...parsed.goal, id }, progress };
}

function progressAfter({ goal, text }: OutcomeEvent, events: readonly SessionEvent[]): GoalProgress | null {
  if (goal === undefined) return null;
  const { result, round, steps, tokens } = goal;
  switch (result) {
    case 'satisfied':
    case 'max_iterations_reached':
      return null;
    case 'needs_revision':
      return { round: round + 1, events, steps, tokens, isWorkDone: false };
    case 'failed':
    case 'interrupted':
      return { round, events, steps, tokens, isWorkDone: saysNotGraded(text) };
  }
}
