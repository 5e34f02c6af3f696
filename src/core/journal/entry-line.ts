import { randomBytes } from 'node:crypto';
import type { Actor } from '../actor.ts';
import { canonicalJson } from '../canonical-json.ts';
import { hashText } from '../hash-text.ts';
import { newId } from '../identifier.ts';
import { isJsonObject, parseJson } from '../json.ts';
import { isRecordKind, type JournalRecord, type JournalRecordKind } from './record.ts';
import { subjectsOf } from './subjects.ts';

/**
 * Raise when a line can no longer be read by older code, which refuses it then instead of guessing. Whatever changes, a
 * line keeps `header` and `hash`, by which a later format is told from damage.
 */
const JOURNAL_FORMAT = 1;

/** `previous` of a journal's first entry. */
export const NO_PREVIOUS = '0'.repeat(64);

/** What is hashed: everything but the content itself, of which it holds a salted hash. */
interface EntryHeader {
  readonly format: number;
  /** Random name of the journal, so that an entry spliced in from another is seen. */
  readonly journal: string;
  /** 1 for the first entry, then one more each. */
  readonly sequence: number;
  readonly id: string;
  readonly kind: JournalRecordKind;
  /** Ids of what the content is about: they stay when the content is redacted. */
  readonly subjects: readonly string[];
  readonly at: string;
  readonly actor: Actor;
  /** Hash of the entry before. */
  readonly previous: string;
  /** Lowercase hex SHA-256 of the salt followed by the content's bytes. */
  readonly content: string;
}

/** Where the chain stands: what the next entry must build on. */
export interface ChainHead {
  readonly journal: string;
  readonly sequence: number;
  readonly hash: string;
}

/** A line that verifies by itself: header and content fit their hashes. Whether it fits the chain is `chainFault`. */
export interface ParsedEntry {
  readonly kind: 'entry';
  readonly header: EntryHeader;
  readonly hash: string;
  readonly record: JournalRecord;
}

/** A line whose content was taken away: header and hash still prove its place, what it said is restated elsewhere. */
export interface RedactedEntry {
  readonly kind: 'redacted';
  readonly header: EntryHeader;
  readonly hash: string;
}

export type ParsedLine =
  | ParsedEntry
  | { readonly kind: 'invalid'; readonly reason: string }
  /** Whole, but in a format or of a kind that only later code knows. */
  | { readonly kind: 'newer'; readonly reason: string };

/**
 * One line of the journal, without its line feed. Salt and content stand at the end, so that a redaction can overwrite
 * exactly those bytes while header, hash and chain stay as they are.
 */
export function encodeEntry(
  record: JournalRecord,
  actor: Actor,
  head: ChainHead,
  now: Date,
): { readonly line: string; readonly entry: ParsedEntry } {
  const content = canonicalJson(record);
  const salt = randomBytes(16).toString('hex');
  const header: EntryHeader = {
    format: JOURNAL_FORMAT,
    journal: head.journal,
    sequence: head.sequence + 1,
    id: newId('ent', now),
    kind: record.kind,
    subjects: subjectsOf(record),
    at: now.toISOString(),
    actor,
    previous: head.hash,
    content: hashText(salt + content),
  };
  const headerText = canonicalJson(header);
  const hash = hashText(headerText);
  return { line: joinLine(headerText, hash, salt, content), entry: { kind: 'entry', header, hash, record } };
}

function joinLine(header: string, hash: string, salt: string, content: string): string {
  return `{"header":${header},"hash":"${hash}","salt":"${salt}","content":${content}}`;
}

interface EntryLine {
  readonly header: EntryHeader;
  readonly hash: string;
  readonly salt: string;
  readonly content: JournalRecord;
}

function isEntryLine(value: unknown): value is EntryLine {
  if (!isJsonObject(value)) return false;
  const { header, hash, salt, content } = value;
  return (
    isJsonObject(header) &&
    typeof header['sequence'] === 'number' &&
    typeof header['journal'] === 'string' &&
    typeof hash === 'string' &&
    typeof salt === 'string' &&
    isJsonObject(content)
  );
}

const SALT_LENGTH = 32;
const AFTER_HEADER = ',"hash":"';
const BEFORE_SALT = '","salt":"';
const BEFORE_CONTENT = '","content":';
/** Stands for each redacted byte; no salt holds it, so that one overwritten byte already tells. */
const FILLER = '-';

/** Where the salt of a line begins, counted in whatever units `indexOf` counts; -1 when it has none. */
export function saltStart(line: { indexOf(text: string): number }): number {
  const header = line.indexOf(AFTER_HEADER);
  return header < 0 ? -1 : header + AFTER_HEADER.length + 64 + BEFORE_SALT.length;
}

/** What a redacted line holds from its salt to before its last brace, in place of `length` bytes. */
export function redactedEnd(length: number): { readonly salt: string; readonly content: string } {
  const content = length - SALT_LENGTH - BEFORE_CONTENT.length;
  return { salt: FILLER.repeat(SALT_LENGTH), content: `${BEFORE_CONTENT}"${FILLER.repeat(Math.max(0, content - 2))}"` };
}

/** Whether a line's redaction was at least begun; reads the bytes before its content alone. */
export function parseRedacted(line: Uint8Array): RedactedEntry | null {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const salt = saltStart(bytes);
  if (salt < 0 || !bytes.subarray(salt, salt + SALT_LENGTH).includes(FILLER)) return null;
  const text = bytes.toString('utf8', 0, salt - BEFORE_SALT.length);
  const headerEnd = text.length - 64 - AFTER_HEADER.length;
  const headerText = text.slice('{"header":'.length, headerEnd);
  const header = parseJson(headerText);
  const hash = text.slice(-64);
  if (!text.startsWith('{"header":') || hashText(headerText) !== hash || !isHeader(header)) return null;
  return { kind: 'redacted', header, hash };
}

/** Its hash was proven before: only this code's own headers have one that fits. */
function isHeader(value: unknown): value is EntryHeader {
  return isJsonObject(value) && typeof value['sequence'] === 'number' && isRecordKind(value['kind']);
}

/** Reads a line back. Never throws: a line that is not byte for byte what `encodeEntry` writes is `invalid`. */
export function parseEntry(line: string): ParsedLine {
  const value = parseJson(line);
  if (!isEntryLine(value)) return { kind: 'invalid', reason: 'the line is not a journal entry' };
  const { header, hash, salt, content } = value;
  const headerText = canonicalJson(header);
  if (hashText(headerText) !== hash) return { kind: 'invalid', reason: 'the header does not fit its hash' };
  if (header.format > JOURNAL_FORMAT) return { kind: 'newer', reason: `journal format ${header.format}` };
  const contentText = contentOf(line, headerText, hash, salt);
  if (contentText === undefined || hashText(salt + contentText) !== header.content) {
    return { kind: 'invalid', reason: 'the content does not fit its hash' };
  }
  if (!isRecordKind(header.kind)) return { kind: 'newer', reason: `an entry of kind ${String(header.kind)}` };
  return { kind: 'entry', header, hash, record: content };
}

function contentOf(line: string, header: string, hash: string, salt: string): string | undefined {
  const start = joinLine(header, hash, salt, '').slice(0, -1);
  return line.startsWith(start) && line.endsWith('}') ? line.slice(start.length, -1) : undefined;
}

/** Why `entry` does not continue the chain at `head` (null: it must be a journal's first), or null when it does. */
export function chainFault(entry: ParsedEntry | RedactedEntry, head: ChainHead | null): string | null {
  const { header } = entry;
  if (head !== null && header.journal !== head.journal) return 'an entry of another journal';
  const expected = (head?.sequence ?? 0) + 1;
  if (header.sequence !== expected) return `entry ${header.sequence} stands where entry ${expected} belongs`;
  if (header.previous !== (head?.hash ?? NO_PREVIOUS)) return 'the entry does not build on the one before it';
  return null;
}
