import * as z from 'zod/mini';
import type { Json, JsonObject } from '../json.ts';
import { GOAL_RESULTS, type GoalOutcome } from './goal.ts';

const count = z.int().check(z.nonnegative());
const GOAL_OUTCOME = z.object({
  id: z.string(),
  title: z.string(),
  result: z.enum(GOAL_RESULTS),
  round: count,
  rounds: count,
  steps: count,
  tokens: count,
  criteria: z.array(
    z.object({ text: z.string(), met: z.boolean(), reason: z.string(), by: z.enum(['command', 'grader']) }),
  ),
});

/** As it stands in a session's file. */
export function encodeGoalOutcome({ criteria, ...goal }: GoalOutcome): JsonObject {
  return { ...goal, criteria: criteria.map(({ text, isMet, reason, by }) => ({ text, met: isMet, reason, by })) };
}

/** Null where there is none, or none of that shape: the outcome's text and verdict then stand for themselves. */
export function decodeGoalOutcome(value: Json | undefined): GoalOutcome | null {
  const read = GOAL_OUTCOME.safeParse(value);
  if (!read.success) return null;
  const { criteria, ...goal } = read.data;
  return { ...goal, criteria: criteria.map(({ met, ...score }) => ({ ...score, isMet: met })) };
}
