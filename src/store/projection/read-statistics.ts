import type { StoreStatistics } from '../../core/store.ts';
import { number } from '../database/database.ts';
import type { Projection } from './projection.ts';

export function readStatistics(projection: Projection): StoreStatistics {
  const count = (query: string): number => {
    const row = projection.database.get(query);
    return row === undefined ? 0 : number(row, 0);
  };
  return {
    memories: count('SELECT count(*) FROM memories'),
    sessions: count('SELECT count(*) FROM sessions'),
    events: count('SELECT coalesce(sum(events), 0) FROM sessions'),
    journalEntries: count('SELECT count(*) FROM entries'),
    journalBytes: projection.position?.end ?? 0,
    sessionBytes: count('SELECT coalesce(sum(read_to), 0) FROM sessions'),
    databaseBytes: projection.byteSize,
  };
}
