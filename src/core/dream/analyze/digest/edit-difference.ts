/** Lines that somebody put in the place of an agent's. */
export interface Rewrite {
  readonly wrote: readonly string[];
  /** Empty where they were taken out. */
  readonly became: readonly string[];
}

/** Changes of more lines in a row than this are other work, not a correction. */
const LONGEST = 6;
/** The share of an agent's lines that must still stand for the rest to be compared. */
const STILL_THERE = 0.4;
const MOST_LINES = 300;
const MOST_VIEWED = 2_000;

/**
 * What became of the lines that an agent wrote, in a view of their file: null when the view doesn't show their place.
 * White space, quotes and commas at line ends are a formatter's business and no difference.
 */
export function editDifference(wrote: readonly string[], view: readonly string[]): readonly Rewrite[] | null {
  const [old, now] = [wrote.filter(isTelling), view.filter(isTelling)];
  if (old.length === 0 || old.length > MOST_LINES || now.length > MOST_VIEWED) return null;
  const pairs = commonLines(old.map(plainCode), now.map(plainCode));
  return pairs.length === 0 || pairs.length < STILL_THERE * old.length ? null : rewritesBetween(old, now, pairs);
}

/** What became of lines that are known to have been replaced by others as a whole. */
export function replacedLines(wrote: readonly string[], became: readonly string[]): readonly Rewrite[] {
  const [old, now] = [wrote.filter(isTelling), became.filter(isTelling)];
  if (old.length > MOST_LINES || now.length > MOST_LINES) return [];
  const pairs = commonLines(old.map(plainCode), now.map(plainCode));
  return rewritesBetween(old, now, [[-1, -1], ...pairs, [old.length, now.length]]);
}

function rewritesBetween(
  old: readonly string[],
  now: readonly string[],
  pairs: readonly (readonly [number, number])[],
): readonly Rewrite[] {
  const rewrites: Rewrite[] = [];
  for (const [place, [at, stands]] of pairs.entries()) {
    const next = pairs[place + 1];
    if (next === undefined) break;
    const gone = old.slice(at + 1, next[0]);
    const came = now.slice(stands + 1, next[1]);
    const isFormat = withoutBrackets(gone) === withoutBrackets(came);
    if (gone.length === 0 || isFormat || gone.length > LONGEST || came.length > LONGEST) continue;
    rewrites.push({ wrote: gone.map((line) => line.trim()), became: came.map((line) => line.trim()) });
  }
  return rewrites;
}

/** Pairs of places of a longest common subsequence of two lists of lines. */
function commonLines(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        left[i] === right[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Lone brackets stand everywhere and tell no place. */
function isTelling(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}

function plainCode(line: string): string {
  return line.replace(/[\s,;]+/gu, '').replace(/["'`]/gu, "'");
}

/** Where lines were broken elsewhere, their brackets stand alone and are not among them. */
function withoutBrackets(lines: readonly string[]): string {
  return plainCode(lines.join('')).replace(/[()[\]{}]/gu, '');
}
