import type { FileHit } from './file-search.ts';

const WORD = /[\p{L}\p{N}_]{3,}/gu;
const COMMON = new Set(
  'the and for are was what why how does did can could should would will this that these those with from have has had not you your about again when where which who there here into our its it'.split(
    ' ',
  ),
);
const LINES_PER_FILE = 2;

/** The lines of a file that hold most of the question's own words, each word weighed by its length. */
export function rankLines(query: string, file: string, text: string): readonly FileHit[] {
  const words = questionWords(query);
  if (words.length === 0 || text === '') return [];
  const inPath = score(words, file.toLowerCase());
  return text
    .split('\n')
    .map((line, index) => ({ file, line: index + 1, text: line.trim(), score: score(words, line.toLowerCase()) }))
    .filter((hit) => hit.score > 0)
    .map((hit) => ({ ...hit, score: hit.score + inPath / 2 }))
    .sort((one, other) => other.score - one.score)
    .slice(0, LINES_PER_FILE);
}

function questionWords(query: string): readonly string[] {
  const words = query.toLowerCase().match(WORD) ?? [];
  return [...new Set(words)].filter((word) => !COMMON.has(word));
}

function score(words: readonly string[], text: string): number {
  return words.reduce((sum, word) => (text.includes(word) ? sum + Math.log2(word.length) : sum), 0);
}
