import type { StoreView } from '../store.ts';
import { addMemory, type IndexedMemories, joinMemories } from './indexed-memories.ts';
import { memoriesAsOf, type Past } from './memories-as-of.ts';
import { MemoryIndex } from './memory-index.ts';
import type { EmbedCall, MemoryVectors } from './vectors/memory-vectors.ts';

/** The memories as they were at a former time; those of the time last asked for stay until anything changes. */
export class PastMemories {
  readonly #vectors: MemoryVectors | null;
  #last: { readonly key: string; readonly indexed: IndexedMemories } | null = null;
  #embedding: Promise<void> = Promise.resolve();

  constructor(vectors: MemoryVectors | null) {
    this.#vectors = vectors;
  }

  forget(): void {
    this.#last = null;
  }

  get hasVectors(): boolean {
    return this.#last?.indexed.index.hasVectors() ?? false;
  }

  of(view: StoreView | null, past: Past): IndexedMemories {
    const key = `${past.at} ${past.knownAt ?? ''}`;
    if (this.#last?.key === key) return this.#last.indexed;
    const index = new MemoryIndex(this.#vectors);
    const indexed = joinMemories(index, view);
    for (const memory of view === null ? [] : memoriesAsOf(view, past)) addMemory(indexed, memory);
    indexed.graph.setCoUsed(view?.relations('co-used') ?? []);
    this.#last = { key, indexed };
    return indexed;
  }

  /** Gives up to `most` of the texts of then their vectors, one question's behind the other's. */
  embed(view: StoreView | null, past: Past, most: number, call: EmbedCall): Promise<void> {
    const { index } = this.of(view, past);
    const next = this.#embedding.then(() => {
      const unembedded = index.unembedded().filter((memory) => this.#vectors?.of(memory) === null);
      return this.#vectors?.embedPast(unembedded.slice(0, most), call, (memory, packed) => {
        index.setVector(memory, packed);
      });
    });
    this.#embedding = next.catch(() => undefined);
    return next;
  }
}
