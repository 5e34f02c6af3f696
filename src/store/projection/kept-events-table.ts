import type { KeptEvents } from '../../core/search/events/kept-events.ts';
import { type Database, text } from '../database/database.ts';
import { bytesOf, partsOfPostings, putParts, readParts, readPostings } from './index-parts.ts';

/** The table is emptied, by its triggers, as soon as an event goes or changes. */
export function putKeptEvents(database: Database, kept: KeptEvents): number {
  return putParts(database, 'event_index', {
    madeBy: kept.madeBy,
    ...partsOfPostings('words', kept.postings),
    rows: bytesOf(kept.rows),
    times: bytesOf(kept.times),
    sessionOf: bytesOf(kept.sessionOf),
    sessions: JSON.stringify(kept.sessions),
    vectors: kept.vectors,
  });
}

export function readKeptEvents(database: Database): KeptEvents | null {
  const parts = readParts(database, 'event_index');
  if (parts === null) return null;
  return {
    madeBy: text(parts.row('madeBy'), 1),
    postings: readPostings(parts, 'words'),
    rows: parts.numbers('rows'),
    times: new Float64Array(parts.bytes('times').buffer),
    sessionOf: parts.numbers('sessionOf'),
    sessions: parts.texts('sessions'),
    vectors: parts.bytes('vectors'),
  };
}
