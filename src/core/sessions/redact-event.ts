import type { Json, JsonObject } from '../json.ts';
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

/** The event with every secret in its text and its tool input masked: no secret reaches the store. */
export function redactEvent(event: SessionEvent): SessionEvent {
  const text = redact(event.text).text;
  return event.type === 'tool_call' ? { ...event, text, input: redactObject(event.input) } : { ...event, text };
}
