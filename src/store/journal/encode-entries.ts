import type { Actor } from '../../core/actor.ts';
import { type ChainHead, encodeEntry } from '../../core/journal/entry-line.ts';
import type { JournalRecord } from '../../core/journal/record.ts';
import type { PlacedEntry } from '../projection/placed-entry.ts';
import { headAfter } from './parse-line.ts';

/** Records as the lines that go on from `head`, whose first byte will stand at `start`. */
export function encodeEntries(
  records: readonly JournalRecord[],
  actor: Actor,
  head: ChainHead,
  start: number,
  now: Date,
): { readonly placed: readonly PlacedEntry[]; readonly bytes: Buffer } {
  const placed: PlacedEntry[] = [];
  const lines: Buffer[] = [];
  let last = head;
  let position = start;
  for (const record of records) {
    const { line, entry } = encodeEntry(record, actor, last, now);
    const bytes = Buffer.from(`${line}\n`);
    placed.push({ entry, start: position, end: position + bytes.length });
    lines.push(bytes);
    position += bytes.length;
    last = headAfter(entry);
  }
  return { placed, bytes: Buffer.concat(lines) };
}
