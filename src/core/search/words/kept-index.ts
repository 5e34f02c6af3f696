import { findMentions } from '../../graph/find-mentions.ts';
import type { Postings } from './postings.ts';
import { tokenize } from './tokenize.ts';

/** Which terms each of some documents has, by the documents' names. */
export interface KeptTerms {
  readonly names: readonly string[];
  readonly postings: Postings;
}

/** An index of the memories, kept so that the next start need not read them all. A cache. */
export interface KeptIndex {
  /** {@link TERMS_MADE} when it was kept. */
  readonly termsMade: string;
  /** The words of each memory. */
  readonly words: KeptTerms;
  /** What each memory has to do with, see `MemoryGraph`. */
  readonly nodes: KeptTerms;
}

/** A kept index, and the last version of a memory that it has read. */
export interface FoundIndex {
  readonly kept: KeptIndex;
  readonly version: number;
}

/** A text of many kinds of words. */
export const SAMPLE =
  "Don't re-run `npm test -- --runInBand src/parseConfig.test.ts:12` twice: ERR_MODULE_NOT_FOUND, TS2345, v1.22.17 and " +
  'snake_case_names were failing/Failures in HTTPServer2 caf\u00e9 \u6d4b\u8bd5 C++ a1b2c3d4e5f6 \u0ba4\u0bae\u0bbf\u0bb4\u0bcd';

/** Tells whether texts still get the terms and mentions that they had: an index of others is worth nothing. */
export const TERMS_MADE = [
  ...tokenize(SAMPLE),
  ...findMentions(SAMPLE).map(({ kind, name }) => `${kind} ${name}`),
].join(' ');
