import type { HiddenEvent, LineMask } from '../../core/journal/record.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { redactEvent } from '../../core/sessions/redact-event.ts';
import { type Database, optionalText, text } from '../database/database.ts';
import { dropSession } from '../projection/apply-removal.ts';
import { encodeEventLine, parseSessionLine, SEAL_LENGTH, sealAgain, sessionFileName } from './session-line.ts';

/** What was redacted in one session's file. */
export interface HiddenLines {
  /** Event → the masks of its line; null hides all that it says. */
  readonly events: ReadonlyMap<string, readonly (LineMask | null)[]>;
  readonly isTitleHidden: boolean;
}

export function hiddenLines(events: readonly HiddenEvent[], isTitleHidden: boolean): HiddenLines {
  const masks = new Map<string, (LineMask | null)[]>();
  for (const { event, mask } of events) masks.set(event, [...(masks.get(event) ?? []), mask ?? null]);
  return { events: masks, isTitleHidden };
}

/** The title's row names no event. */
const TITLE = '';

/** Remembers what was hidden; its session is read anew, as it counts from now on. */
export function putHidden(database: Database, session: string, event: string | null, mask?: LineMask): void {
  const row = [sessionFileName(session), event ?? TITLE, mask === undefined ? '' : JSON.stringify(mask)];
  if (database.get('SELECT 1 FROM hidden_lines WHERE file = ? AND event = ? AND mask = ?', ...row) !== undefined)
    return;
  database.run('INSERT INTO hidden_lines VALUES (?, ?, ?)', ...row);
  dropSession(database, session);
}

/** Null where nothing of a file is hidden. */
export function readHidden(database: Database, file: string): HiddenLines | null {
  const rows = database.all('SELECT event, mask FROM hidden_lines WHERE file = ?', file);
  if (rows.length === 0) return null;
  const events = new Map<string, (LineMask | null)[]>();
  for (const row of rows) {
    const event = text(row, 0);
    const mask = optionalText(row, 1) ?? '';
    if (event !== TITLE) events.set(event, [...(events.get(event) ?? []), mask === '' ? null : JSON.parse(mask)]);
  }
  return { events, isTitleHidden: rows.some((row) => text(row, 0) === TITLE) };
}

/**
 * The line, of the same length, without what is hidden of it. Done twice it changes nothing more, and a line that was
 * left half overwritten becomes whole.
 */
export function maskLine(line: Buffer, hidden: HiddenLines): Buffer {
  const parsed = parseSessionLine(line.toString('utf8'));
  switch (parsed.kind) {
    case 'header':
      return hidden.isTitleHidden ? withoutTitle(line) : line;
    case 'event': {
      const masks = hidden.events.get(parsed.event.id);
      return masks === undefined ? line : masks.reduce((left, mask) => masked(left, mask, parsed.event), line);
    }
    case 'invalid':
      // No line begins with a dash but one that was to become dashes as a whole.
      if (line[0] === DASH) return Buffer.alloc(line.length, DASH);
      return hidden.isTitleHidden && line.subarray(0, HEADER.length).equals(HEADER)
        ? withoutTitle(line)
        : mendHalfMasked(line, hidden);
  }
}

/** Tells, without parsing a line, whether {@link maskLine} might change it. */
export function mayBeMasked({ events, isTitleHidden }: HiddenLines): (line: Buffer) => boolean {
  const ids = new Set(Array.from(events.keys(), (event) => JSON.stringify(event)));
  return (line) => {
    if (line.subarray(0, HEADER.length).equals(HEADER)) return isTitleHidden;
    const [, id] = ID_OF_EVENT.exec(line.toString('utf8')) ?? [];
    return id === undefined || ids.has(id);
  };
}

/** Which bytes of an event's line are other ones in `left`; null where that is no line of the same length. */
export function maskBetween(line: Buffer, event: SessionEvent, left: SessionEvent): LineMask | null {
  const other = lineOf(left);
  if (other.length !== line.length || !lineOf(event).equals(line)) return null;
  const bytes: [number, number][] = [];
  for (let at = 0; at < line.length - SEAL_LENGTH; at++) {
    if (line[at] === other[at]) continue;
    const last = bytes.at(-1);
    // A dash between others was one before.
    if (last !== undefined && line.subarray(last[1], at).every((byte) => byte === DASH)) last[1] = at + 1;
    else bytes.push([at, at + 1]);
  }
  return { length: line.length, bytes };
}

/** Dashes that take as much room in a line as the text. */
export function dashes(text: string): string {
  return '-'.repeat(Buffer.byteLength(JSON.stringify(text)) - 2);
}

const DASH = 0x2d;
const HEADER = Buffer.from('{"header":');
const ID_OF_EVENT = /^\{"session":"(?:[^"\\]|\\.)*","id":("(?:[^"\\]|\\.)*")/u;
const TITLE_OF_HEADER = /"title":"((?:[^"\\]|\\.)*)"/du;

function lineOf(event: SessionEvent): Buffer {
  return Buffer.from(encodeEventLine(event)).subarray(0, -1);
}

function masked(line: Buffer, mask: LineMask | null, event: SessionEvent): Buffer {
  if (mask !== null && mask.length === line.length) return withDashes(line, mask.bytes);
  const all = lineOf(redactEvent(event, dashes));
  return all.length === line.length ? all : Buffer.alloc(line.length, DASH);
}

function withDashes(line: Buffer, pieces: LineMask['bytes']): Buffer {
  const left = Buffer.from(line);
  for (const [start, end] of pieces) left.fill(DASH, start, end);
  return sealAgain(left);
}

function withoutTitle(line: Buffer): Buffer {
  // In Latin-1 each byte is one character.
  const [, title] = TITLE_OF_HEADER.exec(line.toString('latin1'))?.indices ?? [];
  return title === undefined ? line : withDashes(line, [title]);
}

/** A redaction that was interrupted may have left half a line. */
function mendHalfMasked(line: Buffer, { events }: HiddenLines): Buffer {
  for (const [event, masks] of events) {
    if (!line.includes(JSON.stringify(event))) continue;
    const left = masks.reduce(
      (half, mask) => (mask?.length === line.length ? withDashes(half, mask.bytes) : half),
      line,
    );
    const parsed = parseSessionLine(left.toString('utf8'));
    if (parsed.kind === 'event' && parsed.event.id === event) return left;
    if (masks.includes(null)) return Buffer.alloc(line.length, DASH);
  }
  return line;
}
