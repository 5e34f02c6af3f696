import type { KeptEvents } from '../../core/search/events/kept-events.ts';
import type { FoundIndex, KeptIndex } from '../../core/search/words/kept-index.ts';
import type { KeptIndexes } from '../../core/store.ts';
import type { Database } from '../database/database.ts';
import { putKeptEvents, readKeptEvents } from './kept-events-table.ts';
import { putKeptIndex, readKeptIndex } from './kept-index-table.ts';

/** The indexes as they lie in the present database; `noteUnsaved` is told the size of what was put into it. */
export class StoredIndexes implements KeptIndexes {
  readonly #database: () => Database;
  readonly #noteUnsaved: (bytes: number) => void;

  constructor(database: () => Database, noteUnsaved: (bytes: number) => void) {
    this.#database = database;
    this.#noteUnsaved = noteUnsaved;
  }

  memories(): FoundIndex | null {
    return readKeptIndex(this.#database());
  }

  keepMemories(index: KeptIndex): void {
    this.#noteUnsaved(putKeptIndex(this.#database(), index));
  }

  events(): KeptEvents | null {
    return readKeptEvents(this.#database());
  }

  keepEvents(index: KeptEvents): void {
    this.#noteUnsaved(putKeptEvents(this.#database(), index));
  }
}
