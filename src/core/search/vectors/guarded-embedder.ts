import { errorText } from '../../error-text.ts';
import { Backoff } from './backoff.ts';
import type { Embedder } from './embedder.ts';

/** An embedder that may fail: it is left alone for a while then, and asked again. */
export class GuardedEmbedder {
  readonly #embedder: Embedder;
  readonly #backoff = new Backoff();
  #trouble: string | null = null;

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  get model(): string {
    return this.#embedder.model;
  }

  get dimensions(): number {
    return this.#embedder.dimensions;
  }

  /** Why there are no vectors, in one line for a person; null while there are. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Milliseconds until a failed embedder is asked again; null while it works. */
  get retryIn(): number | null {
    return this.#trouble === null ? null : this.#backoff.left;
  }

  /** Answers null when it was stopped, when it fails, and for a while after that. */
  async embed(texts: readonly string[], signal: AbortSignal | undefined): Promise<readonly Float32Array[] | null> {
    if (texts.length === 0) return [];
    if (this.#backoff.left > 0) return null;
    try {
      const vectors = await this.#embedder.embed(texts, signal);
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
}
