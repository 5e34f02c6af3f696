export interface ChangedRange {
  /** Offsets in the text before. */
  readonly start: number;
  readonly end: number;
  /** What stands there afterwards. */
  readonly text: string;
}

/** The one range by which two texts differ: what both begin and end with is left alone. */
export function changedRange(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
