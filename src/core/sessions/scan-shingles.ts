import { scanWords } from './scan-words.ts';

/** Words in a row that count as a repetition. */
const SHINGLE_WORDS = 8;
const LOW_BASE = 0x01000193;
const HIGH_BASE = 0x01234567;
const LOW_OLDEST = power(LOW_BASE);
const HIGH_OLDEST = power(HIGH_BASE);

/** Called for each run of eight words with two 32-bit hashes and its place in the text. */
type ShingleVisitor = (low: number, high: number, start: number, end: number) => void;

/** Walks over all runs of eight consecutive words with a rolling hash (Rabin and Karp, modulo 2^32). */
export function scanShingles(text: string, visit: ShingleVisitor): void {
  const lows = new Int32Array(SHINGLE_WORDS);
  const highs = new Int32Array(SHINGLE_WORDS);
  const starts = new Int32Array(SHINGLE_WORDS);
  let count = 0;
  let low = 0;
  let high = 0;
  scanWords(text, (wordLow, wordHigh, start, end) => {
    const slot = count % SHINGLE_WORDS;
    low = (Math.imul(low - Math.imul(lows[slot] ?? 0, LOW_OLDEST), LOW_BASE) + wordLow) | 0;
    high = (Math.imul(high - Math.imul(highs[slot] ?? 0, HIGH_OLDEST), HIGH_BASE) + wordHigh) | 0;
    lows[slot] = wordLow;
    highs[slot] = wordHigh;
    starts[slot] = start;
    count += 1;
    if (count >= SHINGLE_WORDS) visit(low, high, starts[count % SHINGLE_WORDS] ?? 0, end);
  });
}

function power(base: number): number {
  let result = 1;
  for (let exponent = 1; exponent < SHINGLE_WORDS; exponent += 1) result = Math.imul(result, base);
  return result;
}
