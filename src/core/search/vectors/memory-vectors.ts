import { hash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Memory } from '../../memory/memory.ts';
import type { Store } from '../../store.ts';
import { chunksOf } from './chunks-of.ts';
import type { Embedder } from './embedder.ts';
import { GuardedEmbedder } from './guarded-embedder.ts';
import { packVector } from './packed-vector.ts';

export interface EmbedCall {
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch: how many of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

type TakeVectors = (memory: Memory, packed: Uint8Array) => void;

interface MadeVectors {
  readonly memory: Memory;
  /** One vector a chunk of the text, one behind the other. */
  readonly packed: Uint8Array;
}

/** Vectors, and what they were made of. */
interface KnownVectors {
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
const PAST_REMEMBERED = 2_000;

/** The vectors of memories: kept in the store, made by an embedder for those that lack one or have changed. */
export class MemoryVectors {
  readonly #options: MemoryVectorsOptions;
  readonly #embedder: GuardedEmbedder;
  readonly #questions = new Map<string, Float32Array>();
  /** Of texts that memories had before, by the hash of the text. */
  readonly #past = new Map<string, Uint8Array>();
  #known: Map<string, KnownVectors> | null = null;

  constructor(options: MemoryVectorsOptions) {
    this.#options = options;
    this.#embedder = new GuardedEmbedder(options.embedder);
  }

  get dimensions(): number {
    return this.#embedder.dimensions;
  }

  /** Why there are no vectors, in one line for a person; null while there are. */
  get trouble(): string | null {
    return this.#embedder.trouble;
  }

  /** Milliseconds until a failed embedder is asked again; null while it works. */
  get retryIn(): number | null {
    return this.#embedder.retryIn;
  }

  /** The vectors of the memory's text, packed, or null when they have to be made. */
  of(memory: Memory): Uint8Array | null {
    const known = this.#load().get(memory.id);
    const hash = hashOf(memory);
    return known?.hash === hash ? known.packed : (this.#past.get(hash) ?? null);
  }

  /** The vectors of a memory that has not changed since {@link reload}, or null when it has to be made. */
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
  async embed(memories: readonly Memory[], call: EmbedCall, take: TakeVectors): Promise<void> {
    const { store } = this.#options;
    let unsaved = 0;
    await this.#make(memories, call, async (made, isLast) => {
      this.#keep(made);
      for (const { memory, packed } of made) take(memory, packed);
      unsaved += made.length;
      if (unsaved < (isLast ? WORTH_SAVING : SAVED_TOGETHER)) return;
      // Only spares work later: what can't be saved is made again.
      await store.snapshot().catch(() => undefined);
      unsaved = 0;
    });
  }

  /** The same for texts that memories have no longer: nothing of them is saved. */
  async embedPast(memories: readonly Memory[], call: EmbedCall, take: TakeVectors): Promise<void> {
    await this.#make(memories, call, async (made) => {
      if (this.#past.size > PAST_REMEMBERED) this.#past.clear();
      for (const { memory, packed } of made) {
        this.#past.set(hashOf(memory), packed);
        take(memory, packed);
      }
    });
  }

  async #make(
    memories: readonly Memory[],
    { signal, onProgress }: EmbedCall,
    take: (made: readonly MadeVectors[], isLast: boolean) => Promise<void>,
  ): Promise<void> {
    let done = 0;
    for (const batch of batchesOf(memories)) {
      if (signal?.aborted) return;
      const vectors = await this.#embedAll(
        batch.flatMap(({ chunks }) => chunks),
        signal,
      );
      if (vectors === null) return;
      let from = 0;
      const made = batch.map(({ memory, chunks }) => {
        const packed = Buffer.concat(vectors.slice(from, from + chunks.length).map(packVector));
        from += chunks.length;
        return { memory, packed };
      });
      done += batch.length;
      await take(made, done === memories.length);
      onProgress?.(done, memories.length);
    }
  }

  /** As many at once as a question may wait behind. */
  async #embedAll(texts: readonly string[], signal: AbortSignal | undefined): Promise<readonly Float32Array[] | null> {
    const made: Float32Array[] = [];
    for (let start = 0; start < texts.length; start += BATCH) {
      const vectors = await this.#embedder.embed(texts.slice(start, start + BATCH), signal);
      if (vectors === null) return null;
      made.push(...vectors);
    }
    return made;
  }

  /** The vectors of a question's texts, in order; null where they can't be made in time. */
  async ofQuestion(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[] | null> {
    const known = new Map(texts.map((text) => [text, this.#questions.get(text)]));
    const missing = Array.from(known.keys()).filter((text) => known.get(text) === undefined);
    const made = this.#embedder.embed(missing, signal).then((vectors) => {
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

  #keep(made: readonly MadeVectors[]): void {
    const { model, dimensions } = this.#embedder;
    const stored = made.map(({ memory, packed }) => ({
      owner: memory.id,
      hash: hashOf(memory),
      model,
      dimensions,
      packed,
    }));
    this.#options.store.saveVectors(stored);
    const known = this.#load();
    for (const { owner, hash, packed } of stored) known.set(owner, { hash, packed });
  }

  #remember(text: string, vector: Float32Array | undefined): Float32Array | undefined {
    if (this.#questions.size >= QUESTIONS_REMEMBERED) this.#questions.clear();
    if (vector !== undefined) this.#questions.set(text, vector);
    return vector;
  }

  #load(): Map<string, KnownVectors> {
    const { store } = this.#options;
    this.#known ??= new Map(
      Array.from(store.vectors(this.#embedder.model), ({ owner, hash, packed }) => [owner, { hash, packed }]),
    );
    return this.#known;
  }
}

/** Memories with the chunks of their texts, so many together that these fill a batch. */
function* batchesOf(
  memories: readonly Memory[],
): Iterable<readonly { readonly memory: Memory; readonly chunks: readonly string[] }[]> {
  let batch: { readonly memory: Memory; readonly chunks: readonly string[] }[] = [];
  let size = 0;
  for (const memory of memories) {
    const chunks = chunksOf(memory.text);
    batch.push({ memory, chunks });
    size += chunks.length;
    if (size < BATCH) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function hashOf({ text }: Memory): string {
  return hash('sha256', text);
}
