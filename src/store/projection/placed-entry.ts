import type { ParsedEntry } from '../../core/journal/entry-line.ts';

/** A journal entry with its place in the file. */
export interface PlacedEntry {
  readonly entry: ParsedEntry;
  /** Byte offsets: of its first byte, and past its line feed. */
  readonly start: number;
  readonly end: number;
}
