import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Store } from '../store.ts';
import { EventIndex } from './event-index.ts';

/** Milliseconds of reading before others get their turn. */
const SLICE = 20;

export type EventSource = Pick<Store, 'view' | 'indexedEvents'>;

/** An index with how far in the store it has read. */
export interface ReadEvents {
  readonly index: EventIndex;
  /** The store's generation of rows; another one makes what was read worthless. */
  readonly generation: number;
  readonly lastRow: number;
}

export function nothingRead(generation: number): ReadEvents {
  return { index: new EventIndex(), generation, lastRow: 0 };
}

/** Reads on in slices until everything is indexed; begins anew where rows were taken away since. */
export async function readEvents(source: EventSource, known: ReadEvents): Promise<ReadEvents> {
  let read = known;
  for (;;) {
    const { generation } = source.view;
    if (generation !== read.generation) read = nothingRead(generation);
    const lastRow = readSlice(source, read);
    if (lastRow === read.lastRow) return read;
    read = { ...read, lastRow };
    await yieldToOthers();
  }
}

/** Answers the last row read. */
function readSlice(source: EventSource, { index, lastRow }: ReadEvents): number {
  const end = performance.now() + SLICE;
  let last = lastRow;
  for (const batch of source.indexedEvents(lastRow)) {
    for (const event of batch) index.add(event);
    last = batch.at(-1)?.row ?? last;
    if (performance.now() > end) break;
  }
  return last;
}
