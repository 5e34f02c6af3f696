import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Store } from '../../store.ts';
import { startSlice } from '../slices.ts';
import type { WordVectors } from '../vectors/word-vectors.ts';
import { EventIndex } from './event-index.ts';
import { eventsMadeBy } from './kept-events.ts';

export type EventSource = Pick<Store, 'view' | 'indexedEvents' | 'indexedEventsAt' | 'indexes'>;

/** An index, and the generation of the store's rows that it was read from: another one makes it worthless. */
interface Reading {
  readonly index: EventIndex;
  readonly generation: number;
}

/** Fewer events take no time that anyone feels; and so few among many that keeping them would take longer. */
const WORTH_KEEPING = 2_000;
const SHARE_WORTH_KEEPING = 0.1;

/** Keeps an index of the store's events; what was read stays read when a later read fails. */
export class EventReader {
  readonly #words: WordVectors | null;
  #reading: Reading | null = null;
  /** Events in the index when it was kept. */
  #kept = 0;

  constructor(words: WordVectors | null) {
    this.#words = words;
  }

  get index(): EventIndex {
    return this.#reading?.index ?? new EventIndex(this.#words);
  }

  /**
   * Reads on in slices until everything is indexed. Where rows were taken away it begins anew, and answers with the
   * old index until the new one is complete. One call at a time.
   */
  async read(source: EventSource): Promise<void> {
    let reading = this.#reading;
    for (;;) {
      const { generation } = source.view;
      if (reading?.generation !== generation) reading = { index: this.#begin(source), generation };
      const before = reading.index.lastRow;
      readSlice(source, reading.index);
      if (reading.index.lastRow === before) break;
      await yieldToOthers();
    }
    this.#reading = reading;
  }

  /** Keeps the index for the next start, where much of it is new. */
  keep(store: Pick<Store, 'view' | 'indexes'>): void {
    const reading = this.#reading;
    const size = reading?.index.index.size ?? 0;
    const unkept = size - this.#kept;
    if (reading === null || unkept < WORTH_KEEPING || unkept < size * SHARE_WORTH_KEEPING) return;
    if (reading.generation !== store.view.generation) return;
    store.indexes.keepEvents(reading.index.keep());
    this.#kept = size;
  }

  #begin(source: EventSource): EventIndex {
    const kept = source.indexes.events();
    const isUsable = kept !== null && kept.madeBy === eventsMadeBy(this.#words);
    this.#kept = isUsable ? kept.rows.length : 0;
    return isUsable
      ? EventIndex.from(kept, this.#words, (rows) => source.indexedEventsAt(rows))
      : new EventIndex(this.#words);
  }
}

function readSlice(source: EventSource, index: EventIndex): void {
  const isDue = startSlice();
  for (const batch of source.indexedEvents(index.lastRow)) {
    for (const event of batch) index.add(event);
    if (isDue()) return;
  }
}
