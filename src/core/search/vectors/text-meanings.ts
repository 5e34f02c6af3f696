import { setTimeout as wait } from 'node:timers/promises';
import type { Embedder } from './embedder.ts';

/**
 * Vectors of length 1 whose angle tells how near texts are in meaning; null where there are none, or not in time: then the
 * words alone decide.
 */
export type TextMeanings = (texts: readonly string[], signal?: AbortSignal) => Promise<readonly Float32Array[] | null>;

const PATIENCE_MS = 30_000;

/** Asks the embedder, and does without it where it can't run or takes too long. */
export function textMeanings(embedder: Embedder, patience = PATIENCE_MS): TextMeanings {
  return (texts, signal) => {
    const limit = AbortSignal.any([AbortSignal.timeout(patience), ...(signal === undefined ? [] : [signal])]);
    const made = embedder.embed(texts, limit).catch(() => null);
    return Promise.race([made, wait(patience, null, { ref: false })]);
  };
}
