import { createHash } from 'node:crypto';
import { isJsonObject } from '../../core/json.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { decodeEvent, encodeEvent, isEventError } from '../../core/sessions/plain-event.ts';
import type { SessionHeader } from '../../core/store.ts';

/** A line of a session's file: its header (the first, or a later one that takes its place), or an event. */
export type SessionLine =
  | { readonly kind: 'header'; readonly header: SessionHeader }
  | { readonly kind: 'event'; readonly event: SessionEvent }
  | { readonly kind: 'invalid'; readonly reason: string };

/** A session's file is named by a hash, never by an id that a transcript chose. */
export function sessionFileName(session: string): string {
  return `${createHash('sha256').update(session).digest('hex').slice(0, 32)}.jsonl`;
}

export function encodeHeader(header: SessionHeader): string {
  return `${JSON.stringify({ header })}\n`;
}

export function encodeEventLine(event: SessionEvent): string {
  return `${JSON.stringify(encodeEvent(event))}\n`;
}

/** Reads a line back. Never throws. */
export function parseSessionLine(line: string): SessionLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'invalid', reason: 'not JSON' };
  }
  if (isJsonObject(value) && isHeader(value['header'])) return { kind: 'header', header: value['header'] };
  const event = decodeEvent(value);
  return isEventError(event) ? { kind: 'invalid', reason: event.error } : { kind: 'event', event };
}

function isHeader(value: unknown): value is SessionHeader {
  return (
    isJsonObject(value) &&
    typeof value['session'] === 'string' &&
    typeof value['agent'] === 'string' &&
    typeof value['format'] === 'string' &&
    (value['trust'] === 'user' || value['trust'] === 'none')
  );
}
