import type { FoundIndex, KeptIndex } from '../../core/search/words/kept-index.ts';
import { type Database, number, type Row, text } from '../database/database.ts';

/** One row a part: lists as JSON, arrays as their bytes. */
export function putKeptIndex(database: Database, { termsMade, ids, postings }: KeptIndex): number {
  const { terms, lengths, offsets, documents, frequencies } = postings;
  const parts: Readonly<Record<string, string | Uint8Array>> = {
    termsMade,
    ids: JSON.stringify(ids),
    terms: JSON.stringify(terms),
    lengths: bytesOf(lengths),
    offsets: bytesOf(offsets),
    documents: bytesOf(documents),
    frequencies,
  };
  database.transaction(() => {
    for (const [part, value] of Object.entries(parts))
      database.run('INSERT OR REPLACE INTO memory_index VALUES (?, ?)', part, value);
    database.run("INSERT OR REPLACE INTO memory_index SELECT 'version', coalesce(max(row), 0) FROM versions");
  });
  return Object.values(parts).reduce((sum, { length }) => sum + length, 0);
}

export function readKeptIndex(database: Database): FoundIndex | null {
  const rows = new Map(database.all('SELECT part, value FROM memory_index').map((row) => [text(row, 0), row]));
  const part = (name: string): Row => rows.get(name) ?? [];
  if (rows.size === 0) return null;
  const ids: readonly string[] = JSON.parse(text(part('ids'), 1));
  const terms: readonly string[] = JSON.parse(text(part('terms'), 1));
  const changed = database.all('SELECT memory FROM versions WHERE row > ?', number(part('version'), 1));
  return {
    kept: {
      termsMade: text(part('termsMade'), 1),
      ids,
      postings: {
        terms,
        lengths: numbersOf(part('lengths')),
        offsets: numbersOf(part('offsets')),
        documents: numbersOf(part('documents')),
        frequencies: blob(part('frequencies')),
      },
    },
    changed: new Set(changed.map((row) => text(row, 0))),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function numbersOf(row: Row): Int32Array {
  return new Int32Array(blob(row).slice().buffer);
}

function blob(row: Row): Uint8Array {
  const value = row[1];
  if (value instanceof Uint8Array) return value;
  throw new TypeError('column 1 holds no bytes');
}
