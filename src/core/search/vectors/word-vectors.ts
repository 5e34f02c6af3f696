import { decodeWordVectors } from './word-vectors-file.ts';

/** Gives any text a vector of length 1 (of zeros when no word is known), in microseconds and without a model. */
export interface WordVectors {
  readonly dimensions: number;
  vectorOf(text: string): Float32Array;
}

/** Letters and digits; in scripts without spaces each character is a word. */
const WORD = /\p{Script=Han}|[\p{L}\p{N}]+/gu;
const MARK = /\p{M}+/gu;
const ACCENTED = /[^\p{ASCII}]/u;
/** Longer ones are hashes and encoded data, which mean nothing. */
const LONGEST_WORD = 30;
const CONTINUED = '##';
/** Words whose pieces are remembered. */
const MOST_REMEMBERED = 50_000;

/** Reads the table that `npm run distil` made: a text's vector is the sum of its word pieces' vectors. Throws on a damaged one. */
export function readWordVectors(bytes: Uint8Array): WordVectors {
  const { pieces, dimensions, rows } = decodeWordVectors(bytes);
  const numbers = new Map(pieces.map((piece, number) => [piece, number]));
  const remembered = new Map<string, readonly number[]>();
  const piecesOf = (word: string): readonly number[] => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const split = word.length > LONGEST_WORD ? [] : splitWord(word, numbers);
    remembered.set(word, split);
    return split;
  };
  return {
    dimensions,
    vectorOf: (text) => {
      const sum = new Float32Array(dimensions);
      for (const word of plain(text).match(WORD) ?? []) {
        for (const piece of piecesOf(word)) addRow(sum, rows, piece * dimensions);
      }
      return normalized(sum);
    },
  };
}

function plain(text: string): string {
  const lower = text.toLowerCase();
  return ACCENTED.test(lower) ? lower.normalize('NFD').replace(MARK, '') : lower;
}

/** WordPiece (Schuster and Nakajima, 2012): the longest known beginning, then on behind it; nothing when a part is unknown. */
function splitWord(word: string, numbers: ReadonlyMap<string, number>): readonly number[] {
  const split: number[] = [];
  for (let start = 0; start < word.length; ) {
    let end = word.length;
    let number: number | undefined;
    for (; end > start && number === undefined; end--) {
      number = numbers.get((start === 0 ? '' : CONTINUED) + word.slice(start, end));
    }
    if (number === undefined) return [];
    split.push(number);
    start = end + 1;
  }
  return split;
}

function addRow(sum: Float32Array, rows: Float32Array, start: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (rows[start + at] ?? 0);
}

function normalized(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return length === 0 ? vector : vector.map((value) => value / length);
}
