/** Which documents hold which terms, in flat arrays that can be kept and read back as they are. */
export interface Postings {
  /** Each held by some document. */
  readonly terms: readonly string[];
  /** Number of terms in each document. */
  readonly lengths: Int32Array;
  /** Where each term's postings begin, and, after the last, where they end. */
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  readonly frequencies: Uint8Array;
}
