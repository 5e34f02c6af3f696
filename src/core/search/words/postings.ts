/** Which documents hold which terms, in flat arrays that can be kept and read back as they are. */
export interface Postings {
  /** Each held by some document; sorted by their UTF-16 units. */
  readonly terms: readonly string[];
  /** Number of terms in each document. */
  readonly lengths: Int32Array<ArrayBuffer>;
  /** Where each term's postings begin, and, after the last, where they end. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly documents: Int32Array<ArrayBuffer>;
  readonly frequencies: Uint8Array<ArrayBuffer>;
}
