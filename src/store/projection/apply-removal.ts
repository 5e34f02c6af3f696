import { type Database, number } from '../database/database.ts';
import { dropCheckpoints } from './checkpoints.ts';

/** Takes a removed session out of the database and leaves its tombstone. */
export function applyRemoval(database: Database, session: string, at: string, reason: string): void {
  database.run('INSERT OR REPLACE INTO tombstones VALUES (?, ?, ?)', session, at, reason);
  dropSession(database, session);
  dropCheckpoints(database);
  database.run('DELETE FROM watermarks WHERE session = ?', session);
  database.run('DELETE FROM imports WHERE session = ?', session);
}

/** Forgets what the database read from a session's file; the file is read anew, or is gone. */
export function dropSession(database: Database, session: string): void {
  const row = database.get('SELECT row FROM sessions WHERE id = ?', session);
  database.run('DELETE FROM digests WHERE session = ?', session);
  if (row === undefined) return;
  const key = number(row, 0);
  database.run('DELETE FROM events WHERE session = ?', key);
  database.run('DELETE FROM uses WHERE session = ?', key);
  database.run('DELETE FROM judgements WHERE session = ?', key);
  database.run('DELETE FROM outcomes WHERE session = ?', key);
  database.run('DELETE FROM session_edges WHERE session = ?', key);
  database.run('DELETE FROM session_folders WHERE session = ?', key);
  database.run('DELETE FROM sessions WHERE row = ?', key);
}
