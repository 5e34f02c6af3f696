import { type Mask, maskSecrets } from '../gate/mask.ts';
import type { Json, JsonObject } from '../json.ts';
import type { GoalOutcome } from '../outcomes/goal.ts';
import type { SessionEvent } from './event.ts';

/** Shorter ones are names of fields; a tool may use what people wrote, such as a question, as a key. */
const LONG_KEY = 16;

function redactJson(value: Json, mask: Mask): Json {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => redactJson(inner, mask));
  return redactObject(value as JsonObject, mask);
}

function redactObject(value: JsonObject, mask: Mask): JsonObject {
  const entries = Object.entries(value).map(([key, inner]) => [
    key.length < LONG_KEY ? key : mask(key),
    redactJson(inner, mask),
  ]);
  return Object.fromEntries(entries);
}

function redactGoal(goal: GoalOutcome, mask: Mask): GoalOutcome {
  const criteria = goal.criteria.map((score) => ({ ...score, text: mask(score.text), reason: mask(score.reason) }));
  return { ...goal, title: mask(goal.title), criteria };
}

/** The event with every secret in its text, its tool input and its criteria masked: no secret reaches the store. */
export function redactEvent(event: SessionEvent, mask: Mask = maskSecrets): SessionEvent {
  const text = mask(event.text);
  if (event.type === 'tool_call') return { ...event, text, input: redactObject(event.input, mask) };
  if (event.type === 'outcome' && event.goal !== undefined) {
    return { ...event, text, goal: redactGoal(event.goal, mask) };
  }
  return { ...event, text };
}
