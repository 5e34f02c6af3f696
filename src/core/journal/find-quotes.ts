import { toolPathOf } from '../memory/tool/tool-path.ts';
import { SHINGLE_WORDS, scanShingles } from '../sessions/scan-shingles.ts';
import { scanWords } from '../sessions/scan-words.ts';
import type { TextSpan } from '../text-span.ts';

/** Finds in other texts what was said before. */
export interface QuoteFinder {
  /** What of the text is said word for word, ordered and apart from each other. */
  spans(text: string): readonly TextSpan[];
  /** Whether the text has all words of something that is too short to be told from what anybody says. */
  resembles(text: string): boolean;
}

export interface QuotedTexts {
  readonly hidden: readonly string[];
  /** What stays elsewhere, and so may be read; it hides nothing. */
  readonly kept: readonly string[];
  /** Paths that went with the texts. */
  readonly paths: readonly string[];
}

/** A whole line may have as few; below that it is anybody's. */
const FEWEST_WORDS = 5;
/** Numbers that tools put before lines, escapes of JSON in JSON, and signs that stand close to words. */
const BETWEEN_WORDS = /^ *\d+(?=[\t:|-])|\\[nrt]|[!-&(-/:-@[-`{-~]/gmu;
/** As agents name memories. */
const TOOL_ROOT = toolPathOf('');
const PATH_SIGN = /[\p{L}\p{N}_.-]/u;

/**
 * Finds what repeats eight or more words in a row of the hidden texts, as the origin tracker counts, or a whole line of
 * them that has five to seven; and their paths.
 */
export function findQuotes({ hidden, kept, paths }: QuotedTexts): QuoteFinder {
  const lines = hidden.flatMap((text) => text.split('\n')).filter((line) => countWords(line) >= FEWEST_WORDS);
  const said = hidden.filter((text) => countWords(text) >= FEWEST_WORDS);
  const long = new Runs([...said, ...lines], kept);
  const short = new Runs(
    hidden.filter((text) => countWords(text) < FEWEST_WORDS),
    kept,
  );
  return {
    spans: (text) => joined([...long.spans(text), ...paths.flatMap((path) => spansOfPath(text, path))]),
    resembles: (text) => short.spans(text).length > 0,
  };
}

/** Runs of as many words as a quote needs, or all words of a text that has fewer, each as a hash of 53 bits. */
class Runs {
  readonly #byLength = new Map<number, Set<number>>();

  constructor(texts: readonly string[], kept: readonly string[]) {
    for (const text of texts) {
      const length = Math.min(SHINGLE_WORDS, countWords(text));
      if (length === 0) continue;
      const runs = this.#byLength.get(length) ?? new Set();
      this.#byLength.set(length, runs);
      scan(text, length, (run) => runs.add(run));
    }
    for (const [length, runs] of this.#byLength) {
      for (const text of kept) scan(text, length, (run) => runs.delete(run));
    }
  }

  spans(text: string): readonly TextSpan[] {
    const spans: TextSpan[] = [];
    for (const [length, runs] of this.#byLength) {
      if (runs.size === 0) continue;
      scan(text, length, (run, start, end) => {
        if (runs.has(run)) spans.push({ start, end });
      });
    }
    return spans;
  }
}

function scan(text: string, words: number, visit: (run: number, start: number, end: number) => void): void {
  scanShingles(
    apart(text),
    (low, high, start, end) => visit((high & 0x1fffff) * 2 ** 32 + (low >>> 0), start, end),
    words,
  );
}

/** The same words at the same places, with blanks for what else tools and formats put between them. */
function apart(text: string): string {
  return text.replace(BETWEEN_WORDS, (signs) => ' '.repeat(signs.length));
}

function countWords(text: string): number {
  let count = 0;
  scanWords(apart(text), () => {
    count += 1;
  });
  return count;
}

function spansOfPath(text: string, path: string): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  for (let start = text.indexOf(path); start >= 0; start = text.indexOf(path, start + 1)) {
    const end = start + path.length;
    const isInMemories = text.startsWith(TOOL_ROOT, start - TOOL_ROOT.length);
    const isLonger = !isInMemories && PATH_SIGN.test(text.charAt(start - 1));
    if (!isLonger && !PATH_SIGN.test(text.charAt(end).replace('.', ''))) spans.push({ start, end });
  }
  return spans;
}

function joined(spans: readonly TextSpan[]): readonly TextSpan[] {
  const apartFromEachOther: TextSpan[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = apartFromEachOther.at(-1);
    if (last === undefined || span.start > last.end) apartFromEachOther.push(span);
    else apartFromEachOther[apartFromEachOther.length - 1] = { ...last, end: Math.max(last.end, span.end) };
  }
  return apartFromEachOther;
}
