import { stemmer } from 'stemmer';
import { LONGEST_PART, splitWord, wholeWords } from './split-word.ts';

const ASCII_WORD = /(?:(?<![A-Za-z0-9_])--?(?=[A-Za-z]))?[A-Za-z0-9_]+(?:[-./:@'#+\\][A-Za-z0-9_]+)*(?:\+\+|#)?/g;
const ANY_WORD =
  /(?:(?<![\p{L}\p{N}_])--?(?=[A-Za-z]))?[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:[-./:@'’#+\\][\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*)*(?:\+\+|#)?|\p{Extended_Pictographic}/gu;
const PLAIN = /^(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)$/;
const APOSTROPHE = /['’]/;
const BEYOND_ASCII = /[\u0080-\uffff]/;
/**
 * Words and their terms that are remembered, so that each is split and stemmed once; then forgotten all together. Both
 * count: a word of Chinese is a whole clause, of dozens of terms.
 */
const REMEMBERED = 400_000;
const NOTHING: readonly string[] = [];

const termsOfWord = new Map<string, readonly string[]>();
let remembered = 0;

/** The terms a text is indexed and asked under, in the order of the text. */
export function tokenize(text: string): readonly string[] {
  const terms: string[] = [];
  for (const word of words(text)) {
    for (const term of wordTerms(word)) terms.push(term);
  }
  return terms;
}

/** The words as written: a path, a flag, `don't` and `TS2345` are one each. */
export function words(text: string): readonly string[] {
  return text.match(BEYOND_ASCII.test(text) ? ANY_WORD : ASCII_WORD) ?? NOTHING;
}

/** The terms of one written word: its parts, stemmed, and itself where it is more than its parts. */
export function wordTerms(word: string): readonly string[] {
  const known = termsOfWord.get(word);
  if (known !== undefined) return known;
  const terms = makeTerms(word).map(detached);
  remembered += 1 + terms.length;
  if (remembered > REMEMBERED) {
    termsOfWord.clear();
    remembered = 1 + terms.length;
  }
  termsOfWord.set(detached(word), terms);
  return terms;
}

/** A copy of a long word that shares nothing: V8's slices, from 13 characters on, keep the whole text in memory. */
function detached(word: string): string {
  return word.length < 13 ? word : Buffer.from(word).toString();
}

function makeTerms(word: string): readonly string[] {
  if (PLAIN.test(word) && word.length <= LONGEST_PART) return [stem(word.toLowerCase())];
  if (APOSTROPHE.test(word)) return makeTerms(word.replace(/['’]s$/iu, '').replace(/['’]/gu, ''));
  const parts = splitWord(word).map(stem);
  if (BEYOND_ASCII.test(word)) return parts.length === 0 ? [word] : parts;
  if (parts.length === 0 && !/\d/.test(word)) return NOTHING;
  return [...new Set([...parts, ...wholeWords(word)])];
}

/** Porter's suffix stripping (M. F. Porter, 1980), for English words alone. */
function stem(word: string): string {
  return word.length > 3 && word.length < 32 && /^[a-z]+$/.test(word) ? stemmer(word) : word;
}
