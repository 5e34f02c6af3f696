import { type Database, text } from '../database/database.ts';

export function readCheckpoint(database: Database, key: string): string | undefined {
  const row = database.get('SELECT value FROM checkpoints WHERE key = ?', key);
  return row === undefined ? undefined : text(row, 0);
}

/** Answers the size of what was kept. */
export function putCheckpoint(database: Database, key: string, value: string): number {
  database.run('INSERT OR REPLACE INTO checkpoints VALUES (?, ?)', key, value);
  return value.length;
}

export function dropCheckpoints(database: Database): void {
  database.run('DELETE FROM checkpoints');
}
