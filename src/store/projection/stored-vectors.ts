import { hashText } from '../../core/hash-text.ts';
import type { StoredVector } from '../../core/store.ts';
import { type Database, type Row, text } from '../database/database.ts';

/**
 * All at once, the vectors as the bytes of one value: one by one, thousands of them take many times as long, and a start
 * waits for them. SQLite joins bytes as it joins texts, and leaves them as they are.
 */
export function readVectors(database: Database, model: string): readonly StoredVector[] {
  const [row] = database.all(
    `SELECT json_group_array(json_array(owner, hash, dimensions, length(vector))), CAST(group_concat(vector, '') AS BLOB)
     FROM vectors NOT INDEXED WHERE kind = 'memory' AND model = ?`,
    model,
  );
  const bytes = row?.[1];
  if (row === undefined || !(bytes instanceof Uint8Array)) return [];
  const read: readonly (readonly [string, string, number, number])[] = JSON.parse(text(row, 0));
  let end = 0;
  return read.map(([owner, hash, dimensions, length]) => {
    end += length;
    return { owner, hash, model, dimensions, packed: bytes.subarray(end - length, end) };
  });
}

/** Keeps the vectors of memories that still have the text they were made of. Answers the size of what was kept. */
export function putVectors(database: Database, vectors: readonly StoredVector[]): number {
  return database.transaction(() => {
    let bytes = 0;
    for (const { owner, hash, model, dimensions, packed } of vectors) {
      if (!isPresent(database, owner, hash)) continue;
      database.run(
        "INSERT OR REPLACE INTO vectors VALUES ('memory', ?, ?, ?, ?, ?)",
        owner,
        hash,
        model,
        dimensions,
        packed,
      );
      bytes += packed.length + hash.length;
    }
    return bytes;
  });
}

/** A memory that has changed or gone leaves no trace of what it said. */
export function dropVector(database: Database, memory: string): void {
  database.run("DELETE FROM vectors WHERE kind = 'memory' AND owner = ?", memory);
}

/** After the journal was read anew: vectors, as whole rows, of memories that still have the text they were made of. */
export function putBackVectors(database: Database, rows: readonly Row[]): void {
  database.transaction(() => {
    for (const row of rows) {
      if (!isPresent(database, text(row, 1), text(row, 2))) continue;
      database.run('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?, ?)', ...row);
    }
  });
}

function isPresent(database: Database, memory: string, hash: string): boolean {
  const row = database.get(
    "SELECT v.content ->> '$.text' FROM memories m JOIN versions v ON v.row = m.version WHERE m.id = ?",
    memory,
  );
  return row !== undefined && hash === hashText(text(row, 0));
}
