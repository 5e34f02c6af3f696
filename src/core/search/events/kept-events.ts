import type { WordVectors } from '../vectors/word-vectors.ts';
import { SAMPLE, TERMS_MADE } from '../words/kept-index.ts';
import type { Postings } from '../words/postings.ts';

/** An index of the events, kept so that the next start need not read them all; by document what is not said otherwise. */
export interface KeptEvents {
  /** {@link eventsMadeBy} when it was kept. */
  readonly madeBy: string;
  readonly postings: Postings;
  /** Row of each event in the store; they rise. */
  readonly rows: Int32Array<ArrayBuffer>;
  /** When each event happened, in milliseconds. */
  readonly times: Float64Array<ArrayBuffer>;
  /** Place in {@link sessions}. */
  readonly sessionOf: Int32Array<ArrayBuffer>;
  /** Their ids, in the order in which they came up. */
  readonly sessions: readonly string[];
  /** As `packVector` makes them, one after the other; empty without word vectors. */
  readonly vectors: Uint8Array<ArrayBuffer>;
}

/** Tells whether texts still get the terms and vectors that they had: an index of others is worth nothing. */
export function eventsMadeBy(words: WordVectors | null): string {
  return `${TERMS_MADE} ${words === null ? '' : words.vectorOf(SAMPLE).join(' ')}`;
}
