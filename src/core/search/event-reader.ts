import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Store } from '../store.ts';
import { EventIndex } from './event-index.ts';
import { startSlice } from './slices.ts';

export type EventSource = Pick<Store, 'view' | 'indexedEvents'>;

/** Keeps an index of the store's events; what was read stays read when a later read fails. */
export class EventReader {
  #index = new EventIndex();
  #generation = 0;
  #lastRow = 0;

  get index(): EventIndex {
    return this.#index;
  }

  /** Reads on in slices until everything is indexed; begins anew where rows were taken away since. One call at a time. */
  async read(source: EventSource): Promise<void> {
    for (;;) {
      this.#follow(source.view.generation);
      const before = this.#lastRow;
      this.#readSlice(source);
      if (this.#lastRow === before) return;
      await yieldToOthers();
    }
  }

  #follow(generation: number): void {
    if (generation === this.#generation) return;
    this.#index = new EventIndex();
    this.#generation = generation;
    this.#lastRow = 0;
  }

  #readSlice(source: EventSource): void {
    const isDue = startSlice();
    for (const batch of source.indexedEvents(this.#lastRow)) {
      for (const event of batch) {
        this.#index.add(event);
        this.#lastRow = event.row;
      }
      if (isDue()) return;
    }
  }
}
