import { hash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { errorText } from '../../error-text.ts';
import type { Memory } from '../../memory/memory.ts';
import type { Store } from '../../store.ts';
import { Backoff } from './backoff.ts';
import type { Embedder } from './embedder.ts';
import { packVector } from './packed-vector.ts';

export interface EmbedCall {
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch: how many of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** A vector, and what it was made of. */
interface KnownVector {
  readonly hash: string;
  readonly packed: Uint8Array;
}

interface MemoryVectorsOptions {
  readonly embedder: Embedder;
  readonly store: Pick<Store, 'vectors' | 'saveVectors' | 'snapshot'>;
  /** Longest wait for a question's vector in milliseconds; infinite where the same question must get the same answer. */
  readonly patience: number;
}

/** Few, so that a question need not wait long behind them. */
const BATCH = 8;
/** Vectors after which the database is saved, so that a crash costs some seconds of work. */
const SAVED_TOGETHER = 512;
/** Fewer are made again as quickly. */
const WORTH_SAVING = 16;
const QUESTIONS_REMEMBERED = 100;

/** The vectors of memories: kept in the store, made by an embedder for those that lack one or have changed. */
export class MemoryVectors {
  readonly #options: MemoryVectorsOptions;
  readonly #questions = new Map<string, Float32Array>();
  readonly #backoff = new Backoff();
  #known: Map<string, KnownVector> | null = null;
  #trouble: string | null = null;

  constructor(options: MemoryVectorsOptions) {
    this.#options = options;
  }

  get dimensions(): number {
    return this.#options.embedder.dimensions;
  }

  /** Why there are no vectors, in one line for a person; null while there are. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Milliseconds until a failed embedder is asked again; null while it works. */
  get retryIn(): number | null {
    return this.#trouble === null ? null : this.#backoff.left;
  }

  /** The vector of the memory's present text, packed, or null when it has to be made. */
  of(memory: Memory): Uint8Array | null {
    const known = this.#load().get(memory.id);
    return known?.hash === hashOf(memory) ? known.packed : null;
  }

  /** The vector of a memory that has not changed since {@link reload}, or null when it has to be made. */
  kept(id: string): Uint8Array | null {
    return this.#load().get(id)?.packed ?? null;
  }

  /** What the store keeps is read again at the next call. */
  reload(): void {
    this.#known = null;
  }

  forget(id: string): void {
    this.#known?.delete(id);
  }

  /** Embeds the memories a batch at a time, each kept before the next begins. Ends early when there is no embedder. */
  async embed(
    memories: readonly Memory[],
    { signal, onProgress }: EmbedCall,
    take: (memory: Memory, packed: Uint8Array) => void,
  ): Promise<void> {
    const { store } = this.#options;
    let unsaved = 0;
    for (let start = 0; start < memories.length && !signal?.aborted; start += BATCH) {
      const batch = memories.slice(start, start + BATCH);
      const vectors = await this.#embed(
        batch.map(({ text }) => text),
        signal,
      );
      if (vectors === null) return;
      this.#keep(batch, vectors).forEach((packed, place) => {
        const memory = batch[place];
        if (memory !== undefined) take(memory, packed);
      });
      unsaved += batch.length;
      const isLast = start + BATCH >= memories.length;
      if (unsaved >= (isLast ? WORTH_SAVING : SAVED_TOGETHER)) {
        // Only spares work later: what can't be saved is made again.
        await store.snapshot().catch(() => undefined);
        unsaved = 0;
      }
      onProgress?.(Math.min(start + BATCH, memories.length), memories.length);
    }
  }

  /** The vectors of a question's texts, in order; null where they can't be made in time. */
  async ofQuestion(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[] | null> {
    const known = new Map(texts.map((text) => [text, this.#questions.get(text)]));
    const missing = Array.from(known.keys()).filter((text) => known.get(text) === undefined);
    const made = this.#embed(missing, signal).then((vectors) => {
      if (vectors === null) return null;
      missing.forEach((text, place) => {
        known.set(text, this.#remember(text, vectors[place]));
      });
      return texts.map((text) => known.get(text) ?? new Float32Array(this.dimensions));
    });
    const { patience } = this.#options;
    if (patience === Number.POSITIVE_INFINITY) return made;
    return Promise.race([made, wait(patience, null, { ref: false })]);
  }

  /** Answers the vectors as they will be read again. */
  #keep(memories: readonly Memory[], vectors: readonly Float32Array[]): readonly Uint8Array[] {
    const { model, dimensions } = this.#options.embedder;
    const made = memories.map((memory, place) => ({
      owner: memory.id,
      hash: hashOf(memory),
      model,
      dimensions,
      packed: packVector(vectors[place] ?? new Float32Array(dimensions)),
    }));
    this.#options.store.saveVectors(made);
    const known = this.#load();
    return made.map(({ owner, hash, packed }) => {
      known.set(owner, { hash, packed });
      return packed;
    });
  }

  #remember(text: string, vector: Float32Array | undefined): Float32Array | undefined {
    if (this.#questions.size >= QUESTIONS_REMEMBERED) this.#questions.clear();
    if (vector !== undefined) this.#questions.set(text, vector);
    return vector;
  }

  /** Answers null when it was stopped, when it fails, and for a while after that. */
  async #embed(texts: readonly string[], signal: AbortSignal | undefined): Promise<readonly Float32Array[] | null> {
    if (texts.length === 0) return [];
    if (this.#backoff.left > 0) return null;
    try {
      const vectors = await this.#options.embedder.embed(texts, signal);
      this.#trouble = null;
      this.#backoff.succeed();
      return vectors;
    } catch (error) {
      if (signal?.aborted) return null;
      this.#trouble = `Memories are found by their words alone, not by their meaning: ${errorText(error)}`;
      this.#backoff.fail();
      return null;
    }
  }

  #load(): Map<string, KnownVector> {
    const { store, embedder } = this.#options;
    this.#known ??= new Map(
      Array.from(store.vectors(embedder.model), ({ owner, hash, packed }) => [owner, { hash, packed }]),
    );
    return this.#known;
  }
}

function hashOf({ text }: Memory): string {
  return hash('sha256', text);
}
