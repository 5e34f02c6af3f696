import type { StoredVector } from '../../core/store.ts';
import { type Database, number, type Row, text } from '../database/database.ts';

export function readVectors(database: Database, model: string): readonly StoredVector[] {
  return database
    .all("SELECT owner, hash, dimensions, vector FROM vectors WHERE kind = 'memory' AND model = ?", model)
    .flatMap((row) => {
      const packed = row[3];
      return packed instanceof Uint8Array
        ? [{ owner: text(row, 0), hash: text(row, 1), model, dimensions: number(row, 2), packed }]
        : [];
    });
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
