import type { SessionEvent } from '../../core/sessions/event.ts';
import { findTrouble } from '../../core/sessions/find-trouble.ts';
import type { TextSpan } from '../../core/text-span.ts';

/** Bytes of an event's text that the database keeps for search; the rest stays in the session's file. */
const INDEX_TEXT_LIMIT = 2048;
/** Of those, bytes for how a longer text ends and for lines of it that look like errors; how it begins has the rest. */
const TAIL = 512;
const TROUBLE = 896;
const GAP = '\n…\n';
const GAP_BYTES = Buffer.byteLength(GAP);

/** All that an event says. */
export function wholeText(event: SessionEvent): string {
  return event.type === 'tool_call' && event.text === '' ? JSON.stringify(event.input) : event.text;
}

/** What an event says, or what tells most of it: how it begins and ends, and what looks like an error between. */
export function indexText(event: SessionEvent): string {
  const whole = wholeText(event);
  if (whole.length <= INDEX_TEXT_LIMIT && Buffer.byteLength(whole) <= INDEX_TEXT_LIMIT) return whole;
  const tail = lastBytes(whole, TAIL);
  const most = INDEX_TEXT_LIMIT - Buffer.byteLength(tail) - GAP_BYTES;
  const least = firstBytes(whole, most - TROUBLE);
  const trouble = chooseTrouble(whole, { start: least.length, end: whole.length - tail.length });
  const head = firstBytes(whole, most - trouble.reduce((sum, span) => sum + bytesOf(whole, span), 0));
  const lines = trouble
    .filter(({ end }) => end > head.length)
    .map(({ start, end }) => dropHalves(whole.slice(start, end)));
  return [head, ...lines, tail].join(GAP);
}

/** Lines between head and tail, in their order, as many of the most telling as there is room for. */
function chooseTrouble(whole: string, between: TextSpan): readonly TextSpan[] {
  const chosen: TextSpan[] = [];
  let room = TROUBLE;
  for (const span of findTrouble(whole)) {
    const bytes = bytesOf(whole, span);
    if (span.start < between.start || span.end > between.end || bytes > room) continue;
    room -= bytes;
    chosen.push(span);
  }
  return chosen.toSorted((one, other) => one.start - other.start);
}

function bytesOf(whole: string, { start, end }: TextSpan): number {
  return Buffer.byteLength(whole.slice(start, end)) + GAP_BYTES;
}

/** The beginning of a text, cut between characters. */
function firstBytes(whole: string, limit: number): string {
  const bytes = Buffer.from(dropHalves(whole.slice(0, limit)));
  let end = Math.min(limit, bytes.length);
  while (end > 0 && isContinuation(bytes[end])) end--;
  return bytes.toString('utf8', 0, end);
}

function lastBytes(whole: string, limit: number): string {
  const bytes = Buffer.from(dropHalves(whole.slice(-limit)));
  let start = Math.max(0, bytes.length - limit);
  while (isContinuation(bytes[start])) start++;
  return bytes.toString('utf8', start);
}

/** Bytes 10xxxxxx continue a character that began before. */
function isContinuation(byte: number | undefined): boolean {
  return ((byte ?? 0) & 0xc0) === 0x80;
}

/** Where a cut went through a character of two code units. */
function dropHalves(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
