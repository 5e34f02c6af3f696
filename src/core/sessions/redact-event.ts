import type { Json, JsonObject } from '../json.ts';
import type { GoalOutcome } from '../outcomes/goal.ts';
import { redact } from '../secrets/redact.ts';
import type { SessionEvent } from './event.ts';

function redactJson(value: Json): Json {
  if (typeof value === 'string') return redact(value).text;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(redactJson);
  return redactObject(value as JsonObject);
}

function redactObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactJson(inner)]));
}

function redactGoal(goal: GoalOutcome): GoalOutcome {
  const criteria = goal.criteria.map((score) => ({
    ...score,
    text: redact(score.text).text,
    reason: redact(score.reason).text,
  }));
  return { ...goal, title: redact(goal.title).text, criteria };
}

/** The event with every secret in its text, its tool input and its criteria masked: no secret reaches the store. */
export function redactEvent(event: SessionEvent): SessionEvent {
  const text = redact(event.text).text;
  if (event.type === 'tool_call') return { ...event, text, input: redactObject(event.input) };
  if (event.type === 'outcome' && event.goal !== undefined) return { ...event, text, goal: redactGoal(event.goal) };
  return { ...event, text };
}
