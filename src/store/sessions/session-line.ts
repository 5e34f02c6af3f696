import { hashText } from '../../core/hash-text.ts';
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
  return `${hashText(session).slice(0, 32)}.jsonl`;
}

export function encodeHeader(header: SessionHeader): string {
  return seal({ header });
}

export function encodeEventLine(event: SessionEvent): string {
  return seal(encodeEvent(event));
}

/** Reads a line back, without its line feed. Never throws. */
export function parseSessionLine(line: string): SessionLine {
  const json = unseal(line);
  if (json === undefined) return { kind: 'invalid', reason: 'its checksum does not fit' };
  const value: unknown = JSON.parse(json);
  if (isJsonObject(value) && isHeader(value['header'])) return { kind: 'header', header: value['header'] };
  const event = decodeEvent(value);
  return isEventError(event) ? { kind: 'invalid', reason: event.error } : { kind: 'event', event };
}

/** A line of the same bytes but for its last field, which proves the rest as it is. */
export function sealAgain(line: Buffer): Buffer {
  const json = Buffer.concat([line.subarray(0, -SEAL_LENGTH), Buffer.from('}')]).toString('utf8');
  return Buffer.concat([line.subarray(0, -SEAL_LENGTH), Buffer.from(`${SEAL_START}${checksum(json)}"}`)]);
}

const SEAL_START = ',"check":"';
/** Bytes of the last field and the brace after it. */
export const SEAL_LENGTH = SEAL_START.length + 16 + '"}'.length;

function checksum(json: string): string {
  return hashText(json).slice(0, 16);
}

/** One line whose last field proves the rest: a flipped bit in a text would otherwise pass for what was said. */
function seal(value: object): string {
  const json = JSON.stringify(value);
  return `${json.slice(0, -1)}${SEAL_START}${checksum(json)}"}\n`;
}

function unseal(line: string): string | undefined {
  const json = `${line.slice(0, -SEAL_LENGTH)}}`;
  return line.slice(-SEAL_LENGTH) === `${SEAL_START}${checksum(json)}"}` ? json : undefined;
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
