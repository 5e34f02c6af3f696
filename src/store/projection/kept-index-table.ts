import type { FoundIndex, KeptIndex, KeptTerms } from '../../core/search/words/kept-index.ts';
import { type Database, number, type Row, text } from '../database/database.ts';

/** One row a part: lists as JSON, arrays as their bytes. */
type Parts = Readonly<Record<string, string | Uint8Array>>;
type ReadPart = (name: string) => Row;

export function putKeptIndex(database: Database, { termsMade, words, nodes }: KeptIndex): number {
  const parts: Parts = { termsMade, ...partsOf('words', words), ...partsOf('nodes', nodes) };
  database.transaction(() => {
    database.run('DELETE FROM memory_index');
    for (const [part, value] of Object.entries(parts))
      database.run('INSERT INTO memory_index VALUES (?, ?)', part, value);
    database.run("INSERT INTO memory_index SELECT 'version', coalesce(max(row), 0) FROM versions");
  });
  return Object.values(parts).reduce((sum, { length }) => sum + length, 0);
}

export function readKeptIndex(database: Database): FoundIndex | null {
  const rows = new Map(database.all('SELECT part, value FROM memory_index').map((row) => [text(row, 0), row]));
  if (rows.size === 0) return null;
  const part: ReadPart = (name) => rows.get(name) ?? [];
  return {
    kept: { termsMade: text(part('termsMade'), 1), words: termsFrom(part, 'words'), nodes: termsFrom(part, 'nodes') },
    version: number(part('version'), 1),
  };
}

function partsOf(prefix: string, { names, postings }: KeptTerms): Parts {
  const { terms, lengths, offsets, documents, frequencies } = postings;
  return {
    [`${prefix}.names`]: JSON.stringify(names),
    [`${prefix}.terms`]: JSON.stringify(terms),
    [`${prefix}.lengths`]: bytesOf(lengths),
    [`${prefix}.offsets`]: bytesOf(offsets),
    [`${prefix}.documents`]: bytesOf(documents),
    [`${prefix}.frequencies`]: frequencies,
  };
}

function termsFrom(part: ReadPart, prefix: string): KeptTerms {
  const of = (name: string): Row => part(`${prefix}.${name}`);
  const names: readonly string[] = JSON.parse(text(of('names'), 1));
  const terms: readonly string[] = JSON.parse(text(of('terms'), 1));
  return {
    names,
    postings: {
      terms,
      lengths: numbersOf(of('lengths')),
      offsets: numbersOf(of('offsets')),
      documents: numbersOf(of('documents')),
      frequencies: blob(of('frequencies')),
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function numbersOf(row: Row): Int32Array<ArrayBuffer> {
  const bytes = blob(row);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Int32Array.BYTES_PER_ELEMENT);
}

/** A copy of its own, at the beginning of its buffer. */
function blob(row: Row): Uint8Array<ArrayBuffer> {
  const value = row[1];
  if (value instanceof Uint8Array) return new Uint8Array(value);
  throw new TypeError('column 1 holds no bytes');
}
