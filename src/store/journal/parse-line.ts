import { isUtf8 } from 'node:buffer';
import {
  type ChainHead,
  type ParsedEntry,
  parseEntry,
  parseRedacted,
  type RedactedEntry,
} from '../../core/journal/entry-line.ts';
import type { Line } from '../read-lines.ts';
import { StoreError } from '../store-error.ts';

export type JournalLine = ParsedEntry | RedactedEntry | { readonly kind: 'invalid'; readonly reason: string };

/** The entry on a line; throws StoreError `newer` for one that only later code can read. */
export function parseLine(line: Line, path: string): JournalLine {
  const redacted = parseRedacted(line.bytes);
  if (redacted !== null) return redacted;
  if (!isUtf8(line.bytes)) return { kind: 'invalid', reason: 'the line is not text' };
  const parsed = parseEntry(line.bytes.toString('utf8'));
  if (parsed.kind !== 'newer') return parsed;
  throw new StoreError(
    'newer',
    `The journal was written by a newer Dreamwright (${parsed.reason}) and was left untouched: update Dreamwright. (${path})`,
  );
}

/** Where the chain stands once `entry` is its last. */
export function headAfter(entry: ParsedEntry | RedactedEntry): ChainHead {
  return { journal: entry.header.journal, sequence: entry.header.sequence, hash: entry.hash };
}
