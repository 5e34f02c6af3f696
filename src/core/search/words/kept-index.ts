import type { Postings } from './postings.ts';
import { tokenize } from './tokenize.ts';

/** An index of the memories' words, kept so that the next start need not read them all. A cache. */
export interface KeptIndex {
  /** {@link TERMS_MADE} when it was kept. */
  readonly termsMade: string;
  /** The memory that each document of the postings is. */
  readonly ids: readonly string[];
  readonly postings: Postings;
}

/** A kept index, and the memories that were written since. */
export interface FoundIndex {
  readonly kept: KeptIndex;
  readonly changed: ReadonlySet<string>;
}

/** Tells whether texts still get the terms that they had: an index of other terms is worth nothing. */
export const TERMS_MADE = tokenize(
  "Don't re-run `npm test -- --runInBand src/parseConfig.test.ts:12` twice: ERR_MODULE_NOT_FOUND, TS2345, v1.22.17 and " +
    'snake_case_names were failing/Failures in HTTPServer2 caf\u00e9 \u6d4b\u8bd5 C++ a1b2c3d4e5f6 \u0ba4\u0bae\u0bbf\u0bb4\u0bcd',
).join(' ');
