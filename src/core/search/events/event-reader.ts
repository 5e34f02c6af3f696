import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Store } from '../../store.ts';
import { startSlice } from '../slices.ts';
import type { WordVectors } from '../vectors/word-vectors.ts';
import { EventIndex } from './event-index.ts';

export type EventSource = Pick<Store, 'view' | 'indexedEvents' | 'keptIndex'>;

/** An index and how far in the store it has read. */
interface Reading {
  readonly index: EventIndex;
  /** The store's generation of rows: another one makes what was read worthless. */
  readonly generation: number;
  lastRow: number;
}

/** Keeps an index of the store's events; what was read stays read when a later read fails. */
export class EventReader {
  readonly #words: WordVectors | null;
  #reading: Reading;

  constructor(words: WordVectors | null) {
    this.#words = words;
    this.#reading = { index: new EventIndex(words), generation: 0, lastRow: 0 };
  }

  get index(): EventIndex {
    return this.#reading.index;
  }

  /**
   * Reads on in slices until everything is indexed. Where rows were taken away it begins anew, and answers with the
   * old index until the new one is complete. One call at a time.
   */
  async read(source: EventSource): Promise<void> {
    let reading = this.#reading;
    for (;;) {
      const { generation } = source.view;
      if (generation !== reading.generation) reading = { index: new EventIndex(this.#words), generation, lastRow: 0 };
      const before = reading.lastRow;
      readSlice(source, reading);
      if (reading.lastRow === before) break;
      await yieldToOthers();
    }
    this.#reading = reading;
  }
}

function readSlice(source: EventSource, reading: Reading): void {
  const isDue = startSlice();
  for (const batch of source.indexedEvents(reading.lastRow)) {
    for (const event of batch) {
      reading.index.add(event);
      reading.lastRow = event.row;
    }
    if (isDue()) return;
  }
}
