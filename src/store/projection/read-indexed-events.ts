import { ORIGINS } from '../../core/origin.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import type { IndexedEvent } from '../../core/store.ts';
import { type Database, number, optionalText, type Row, text } from '../database/database.ts';

const BATCH = 500;
const COLUMNS = 'e.row, s.id, e.id, e.at, e.type, e.agent, e.author, e.origin, e.position, e.text';

/** The events' index texts in storage order, a batch at a time. */
export function* readIndexedEvents(database: Database, after: number): Generator<readonly IndexedEvent[], void> {
  for (let last = after; ; ) {
    const batch = database
      .all(
        `SELECT ${COLUMNS}
         FROM events e JOIN sessions s ON s.row = e.session WHERE e.row > ? ORDER BY e.row LIMIT ${BATCH}`,
        last,
      )
      .map(indexedEvent);
    const end = batch.at(-1);
    if (end === undefined) return;
    last = end.row;
    yield batch;
  }
}

export function readIndexedEventsAt(database: Database, rows: readonly number[]): readonly IndexedEvent[] {
  return database
    .all(
      `SELECT ${COLUMNS} FROM json_each(?) r JOIN events e ON e.row = r.value JOIN sessions s ON s.row = e.session`,
      JSON.stringify(rows),
    )
    .map(indexedEvent);
}

const TYPES: readonly SessionEvent['type'][] = [
  'user',
  'assistant',
  'tool_call',
  'tool_result',
  'outcome',
  'feedback',
  'recall',
];

function indexedEvent(row: Row): IndexedEvent {
  const type = text(row, 4);
  const origin = text(row, 7);
  return {
    row: number(row, 0),
    session: text(row, 1),
    id: text(row, 2),
    at: text(row, 3),
    type: TYPES.find((known) => known === type) ?? 'other',
    agent: text(row, 5),
    author: optionalText(row, 6),
    origin: ORIGINS.find((known) => known === origin) ?? 'external',
    index: number(row, 8),
    text: text(row, 9),
  };
}
