import type { JournalEntry } from '../store.ts';
import { pathsOf } from './paths-of.ts';

/** Described in ARCHITECTURE.md; columns may be added at the end. */
export const CSV_HEADER = 'sequence,id,at,actor,kind,record,hash,paths';

/** One entry of the journal as a line of RFC 4180, without its end. */
export function entryCsv({ sequence, id, at, actor, record, hash }: JournalEntry): string {
  const kind = record?.kind ?? 'redacted';
  const paths = record === null ? [] : pathsOf(record);
  const fields = [String(sequence), id, at, JSON.stringify(actor), kind, JSON.stringify(record), hash, paths.join(' ')];
  return fields.map(csvField).join(',');
}

function csvField(value: string): string {
  return /[",\n\r]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
