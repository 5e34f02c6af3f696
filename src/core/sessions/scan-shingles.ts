import { scanWords } from './scan-words.ts';

/** Words in a row that count as a repetition. */
export const SHINGLE_WORDS = 8;
const LOW_BASE = 0x01000193;
const HIGH_BASE = 0x01234567;

/** Called for each run of words with two 32-bit hashes and its place in the text. */
type ShingleVisitor = (low: number, high: number, start: number, end: number) => void;

/** Walks over all runs of `words` consecutive words with a rolling hash (Rabin and Karp, modulo 2^32). */
export function scanShingles(text: string, visit: ShingleVisitor, words = SHINGLE_WORDS): void {
  const lows = new Int32Array(words);
  const highs = new Int32Array(words);
  const starts = new Int32Array(words);
  const lowOldest = power(LOW_BASE, words);
  const highOldest = power(HIGH_BASE, words);
  let count = 0;
  let low = 0;
  let high = 0;
  scanWords(text, (wordLow, wordHigh, start, end) => {
    const slot = count % words;
    low = (Math.imul(low - Math.imul(lows[slot] ?? 0, lowOldest), LOW_BASE) + wordLow) | 0;
    high = (Math.imul(high - Math.imul(highs[slot] ?? 0, highOldest), HIGH_BASE) + wordHigh) | 0;
    lows[slot] = wordLow;
    highs[slot] = wordHigh;
    starts[slot] = start;
    count += 1;
    if (count >= words) visit(low, high, starts[count % words] ?? 0, end);
  });
}

function power(base: number, words: number): number {
  let result = 1;
  for (let exponent = 1; exponent < words; exponent += 1) result = Math.imul(result, base);
  return result;
}
