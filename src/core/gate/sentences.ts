import { collapseWhiteSpace } from '../evidence.ts';

/** A text's sentences and list items, without their marks, for comparing what two texts say. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?。！？])\s+/u)
    .map((sentence) => collapseWhiteSpace(sentence.replace(/^\s*(?:[-*+]|\d+[.)]|#{1,6})\s+/u, '')).toLowerCase())
    .map((sentence) => sentence.replace(/[.!?;:,]+$/u, ''))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Words that carry meaning, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[_./-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** As many words in a row as make a text a repetition of another (design: *origin*). */
const REPEATED_WORDS = 8;

function* runsOf(words: readonly string[], length: number): Generator<string> {
  for (let start = 0; start + length <= words.length; start += 1) yield words.slice(start, start + length).join(' ');
}

/** Whether `text` repeats eight or more words in a row of `source`, or all of a shorter one. */
export function carriesWordsOf(text: string, source: string): boolean {
  const words = wordsOf(source);
  const length = Math.min(REPEATED_WORDS, words.length);
  if (length === 0) return false;
  const said = new Set(runsOf(wordsOf(text), length));
  return [...runsOf(words, length)].some((run) => said.has(run));
}
