import { conflictBetween } from '../analyze/statements/conflict.ts';
import { contentTerms } from '../analyze/terms/terms.ts';
import { isNamedTool } from './named-tools.ts';

const NUMBER_WORDS = 'two three four five six seven eight nine ten eleven twelve twenty fifty hundred thousand'.split(
  ' ',
);
const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  NUMBER_WORDS.map((word, index) => [
    word,
    ['2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '20', '50', '100', '1000'][index] ?? '',
  ]),
);
/** Written with signs or capitals, yet no names. */
const NO_NAME = new Set(['i', 'and/or', 'e.g', 'i.e', 'etc', 'vs', 'a.m', 'p.m']);
/** Characters before a word that tell whether it begins a sentence. */
const SEEN_BEFORE = 40;
const TOKEN = /[-@$~.]*[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_./:@#+='’-]*[\p{L}\p{N}_+#])?/gu;
const NEGATION =
  /\b(?:never|not|no|don['’]?t|do not|without|avoid|stop|cannot|can['’]?t|won['’]?t|instead of|rather than)\b/iu;

/** A number or name in `text` that stands nowhere in `source`; null when all do. */
export function findInvented(
  text: string,
  source: string,
): { readonly kind: 'number' | 'name'; readonly value: string } | null {
  const known = source.normalize('NFC').toLowerCase();
  const plain = text.normalize('NFC');
  const code = codeSpans(plain);
  for (const match of plain.matchAll(TOKEN)) {
    const value = match[0].replace(/['’]s$/u, '');
    const word = value.toLowerCase();
    const before = plain.slice(Math.max(0, match.index - SEEN_BEFORE), match.index);
    if (NO_NAME.has(word)) continue;
    const isCode = code.some(([start, end]) => match.index >= start && match.index < end);
    if (/^[\d.,:]+$/u.test(word) || DIGITS[word] !== undefined) {
      const digits = DIGITS[word];
      if (!stands(word, known) && (digits === undefined || !stands(digits, known))) return { kind: 'number', value };
    } else if (isCode || isName(value, before) || isNamedTool(word, before)) {
      if (!stands(word, known) && !stands(word.replace(/s$/u, ''), known)) {
        return { kind: /\d/u.test(value) && !/\p{L}{2}/u.test(value) ? 'number' : 'name', value };
      }
    }
  }
  return null;
}

/**
 * Whether a text says nothing of its own: each word with meaning stands in one of the sentences, and it forbids and
 * allows as they do.
 */
export function isInTheirWords(text: string, sentences: readonly string[]): boolean {
  const said = new Set(sentences.flatMap(contentTerms));
  const forbids = (one: string): boolean => NEGATION.test(one);
  return contentTerms(text).every((term) => said.has(term)) && sentences.every((one) => forbids(one) === forbids(text));
}

/** The sentence among `sentences` that the text denies; null when it denies none. */
export function findDenied(text: string, sentences: readonly string[]): string | null {
  const said = text.split(/\n+|(?<=[.!?])\s+/u).filter((one) => one.trim() !== '');
  return sentences.find((sentence) => said.some((one) => conflictBetween(sentence, one) !== null)) ?? null;
}

/** The sentences of `text` (white space collapsed) that `quote` is taken from, so that no "maybe" is cut off. */
export function sentencesAround(text: string, quote: string): string {
  const at = text.indexOf(quote);
  if (at < 0) return quote;
  const before = /[^.!?]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const rest = text.slice(at + quote.length);
  const after = /[.!?]$/u.test(quote) ? '' : (/^[^.!?]*[.!?]?/u.exec(rest)?.[0] ?? '');
  return `${before}${quote}${after}`.trim();
}

/** Whether the word stands in the source as a whole, not inside of a longer word or number. */
function stands(word: string, source: string): boolean {
  if (word === '') return true;
  const isNumber = /^[\d.,:]+$/u.test(word);
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
    const before = source.slice(Math.max(0, at - 2), at);
    const after = source.slice(at + word.length, at + word.length + 2);
    const isInside = /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after);
    const isPart = isNumber && (/\d[.,]$/u.test(before) || /^[.,]\d/u.test(after));
    if (!isInside && !isPart) return true;
  }
  return false;
}

function isName(value: string, before: string): boolean {
  if (/\d/u.test(value) || /[_@#:=/]|\p{L}\.\p{L}|^[-$~.]/u.test(value)) return true;
  if (/\p{Ll}\p{Lu}/u.test(value) || /^\p{Lu}{2,}/u.test(value)) return true;
  return /^\p{Lu}/u.test(value) && !startsSentence(before);
}

function startsSentence(before: string): boolean {
  const last = before.replace(/[\s*_#>"“‘'(`[]+$/u, (space) => (space.includes('\n') ? '\n' : '')).at(-1);
  return last === undefined || '\n.!?:;–—-•'.includes(last);
}

function codeSpans(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/gu)].map(({ index, 0: span }) => [index, index + span.length]);
}
