import { stopWords } from '../search/words/stop-words.ts';
import { words } from '../search/words/tokenize.ts';
import type { FileHit } from './file-search.ts';

const COMMON = stopWords(words);
const SHORTEST_WORD = 3;
const LINES_PER_FILE = 2;

/** The lines of a file that hold most of the question's own words, each word weighed by its length. */
export function rankLines(query: string, file: string, text: string): readonly FileHit[] {
  const wanted = questionWords(query);
  if (wanted.length === 0 || text === '') return [];
  const inPath = score(wanted, file.toLowerCase());
  return text
    .split('\n')
    .map((line, index) => ({ file, line: index + 1, text: line.trim(), score: score(wanted, line.toLowerCase()) }))
    .filter((hit) => hit.score > 0)
    .map((hit) => ({ ...hit, score: hit.score + inPath / 2 }))
    .sort((one, other) => other.score - one.score)
    .slice(0, LINES_PER_FILE);
}

function questionWords(query: string): readonly string[] {
  return [...new Set(words(query.toLowerCase()))].filter(
    (word) => word.length >= SHORTEST_WORD && !COMMON.empty.has(word) && !COMMON.talk.has(word),
  );
}

function score(wanted: readonly string[], text: string): number {
  return wanted.reduce((sum, word) => (text.includes(word) ? sum + Math.log2(word.length) : sum), 0);
}
