import type { JournalRecord, Redacted } from '../../core/journal/record.ts';
import type { Files } from '../files.ts';
import { readLines } from '../read-lines.ts';
import { type JournalLine, parseLine } from './parse-line.ts';

/** What the journal says of its redactions from some byte on. */
export interface Redactions {
  /** Entry id → what is left of it; the latest redaction's word counts. */
  readonly records: ReadonlyMap<string, JournalRecord>;
  /** Ids of the entries whose bytes go, and of the memories and sessions they went for. */
  readonly subjects: ReadonlySet<string>;
  /** Events whose words go as well. */
  readonly events: Redacted['events'];
  /** Sessions whose titles go. */
  readonly titles: ReadonlySet<string>;
  /** Number of the last redaction; 0 when there is none. */
  readonly last: number;
}

const MARK = Buffer.from('"kind":"redacted"');

/** Looks through the journal for redactions alone, which takes a fraction of reading it. */
export function readRedactions(files: Files, path: string, start: number): Redactions {
  const records = new Map<string, JournalRecord>();
  const subjects = new Set<string>();
  const events: Redacted['events'][number][] = [];
  const titles = new Set<string>();
  const take = (redacted: Redacted): void => {
    for (const event of redacted.events) events.push(event);
    for (const session of redacted.titles ?? []) titles.add(session);
  };
  let last = 0;
  for (const line of readLines(files, path, start)) {
    if (!line.bytes.includes(MARK)) continue;
    const parsed = parseLine(line, path);
    if (parsed.kind === 'invalid' || parsed.header.kind !== 'redacted') continue;
    last = Math.max(last, parsed.header.sequence);
    for (const subject of parsed.header.subjects) subjects.add(subject);
    if (parsed.kind !== 'entry' || parsed.record.kind !== 'redacted') continue;
    for (const { entry, record } of parsed.record.entries) {
      records.set(entry, record);
      if (record.kind === 'redacted') take(record);
    }
    take(parsed.record);
  }
  return { records, subjects, events, titles, last };
}

/** The line as it counts now: a redacted one says what was restated of it. */
export function restate(line: JournalLine, { records }: Redactions): Exclude<JournalLine, { kind: 'redacted' }> {
  if (line.kind === 'invalid') return line;
  const record = records.get(line.header.id);
  if (record !== undefined) return { kind: 'entry', header: line.header, hash: line.hash, record };
  return line.kind === 'entry' ? line : { kind: 'invalid', reason: 'its content was overwritten without a redaction' };
}
