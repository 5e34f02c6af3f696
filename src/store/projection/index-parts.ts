import type { Postings } from '../../core/search/words/postings.ts';
import { type Database, type Row, text } from '../database/database.ts';

/** What a kept index is made of, one row a part: lists as JSON, arrays as their bytes, numbers as they are. */
export type IndexParts = Readonly<Record<string, string | number | Uint8Array>>;

/** Takes the place of all that the table holds. Answers its size. */
export function putParts(database: Database, table: 'memory_index' | 'event_index', parts: IndexParts): number {
  database.transaction(() => {
    database.run(`DELETE FROM ${table}`);
    for (const [part, value] of Object.entries(parts)) database.run(`INSERT INTO ${table} VALUES (?, ?)`, part, value);
  });
  return Object.values(parts).reduce<number>((sum, part) => sum + (typeof part === 'number' ? 8 : part.length), 0);
}

/** Answers null where nothing is kept. */
export function readParts(database: Database, table: 'memory_index' | 'event_index'): ReadParts | null {
  const rows = new Map(database.all(`SELECT part, value FROM ${table}`).map((row) => [text(row, 0), row]));
  return rows.size === 0 ? null : new ReadParts(rows);
}

export class ReadParts {
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(rows: ReadonlyMap<string, Row>) {
    this.#rows = rows;
  }

  row(part: string): Row {
    return this.#rows.get(part) ?? [];
  }

  texts(part: string): readonly string[] {
    return JSON.parse(text(this.row(part), 1));
  }

  /** A copy of its own, at the beginning of its buffer. */
  bytes(part: string): Uint8Array<ArrayBuffer> {
    const value = this.row(part)[1];
    if (value instanceof Uint8Array) return new Uint8Array(value);
    throw new TypeError(`the part ${part} of an index holds no bytes`);
  }

  numbers(part: string): Int32Array<ArrayBuffer> {
    return new Int32Array(this.bytes(part).buffer);
  }
}

export function partsOfPostings(prefix: string, postings: Postings): IndexParts {
  return {
    [`${prefix}.terms`]: JSON.stringify(postings.terms),
    [`${prefix}.lengths`]: bytesOf(postings.lengths),
    [`${prefix}.offsets`]: bytesOf(postings.offsets),
    [`${prefix}.documents`]: bytesOf(postings.documents),
    [`${prefix}.frequencies`]: postings.frequencies,
  };
}

export function readPostings(parts: ReadParts, prefix: string): Postings {
  return {
    terms: parts.texts(`${prefix}.terms`),
    lengths: parts.numbers(`${prefix}.lengths`),
    offsets: parts.numbers(`${prefix}.offsets`),
    documents: parts.numbers(`${prefix}.documents`),
    frequencies: parts.bytes(`${prefix}.frequencies`),
  };
}

export function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
