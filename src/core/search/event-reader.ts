import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Store, StoreView } from '../store.ts';
import { EventIndex } from './event-index.ts';

/** Milliseconds of reading before others get their turn. */
const SLICE = 20;

export type EventSource = Pick<Store, 'view' | 'indexedEvents'>;

/** Brings the index up to date and answers it, or a new one where sessions have gone since; reads in slices. */
export async function readEvents(source: EventSource, known: EventIndex, hasChanged: boolean): Promise<EventIndex> {
  const events = hasChanged && hasLost(source.view, known) ? new EventIndex() : known;
  while (!readSlice(source, events)) await yieldToOthers();
  return events;
}

function hasLost(view: StoreView, events: EventIndex): boolean {
  const counts = new Map(view.sessions().map((session) => [session.session, session.events]));
  return events.sessions.some(({ id, documents }) => (counts.get(id) ?? 0) < documents.length);
}

/**
 * Answers whether everything is read. Row numbers are never lower than the count of rows before them, so that
 * asking from our own count on misses nothing; what is known already is known by its place in its session.
 */
function readSlice(source: EventSource, events: EventIndex): boolean {
  const end = performance.now() + SLICE;
  const before = events.index.size;
  for (const batch of source.indexedEvents(before)) {
    for (const event of batch) if (event.index >= events.eventCount(event.session)) events.add(event);
    if (events.index.size > before && performance.now() > end) return false;
  }
  return true;
}
