import type { StoredVector } from '../../core/store.ts';
import { type Database, optionalText, type Row, text } from '../database/database.ts';

/** Rows handed over together as one JSON: one by one, thousands of them take many times as long. */
const BATCH = 1_000;

export function* readVectors(database: Database, model: string): Iterable<StoredVector> {
  for (let after = ''; ; ) {
    const [row] = database.all(
      `SELECT json_group_array(json_array(owner, hash, dimensions, hex(vector))), max(owner) FROM (
         SELECT * FROM vectors WHERE kind = 'memory' AND owner > ? AND model = ? ORDER BY owner LIMIT ${BATCH})`,
      after,
      model,
    );
    const last = row === undefined ? null : optionalText(row, 1);
    if (row === undefined || last === null) return;
    const read: readonly (readonly [string, string, number, string])[] = JSON.parse(text(row, 0));
    for (const [owner, hash, dimensions, vector] of read)
      yield { owner, hash, model, dimensions, packed: Buffer.from(vector, 'hex') };
    after = last;
  }
}

/** Keeps the vectors of memories that are still there. Answers the size of what was kept. */
export function putVectors(database: Database, vectors: readonly StoredVector[]): number {
  return database.transaction(() => {
    let bytes = 0;
    for (const { owner, hash, model, dimensions, packed } of vectors) {
      if (database.get('SELECT 1 FROM memories WHERE id = ?', owner) === undefined) continue;
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

/** After the journal was read anew: vectors, as whole rows, of memories that are still there. */
export function putBackVectors(database: Database, rows: readonly Row[]): void {
  database.transaction(() => {
    for (const row of rows) {
      if (database.get('SELECT 1 FROM memories WHERE id = ?', text(row, 1)) === undefined) continue;
      database.run('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?, ?)', ...row);
    }
  });
}
