import type { WeightedTerm } from '../words/known-terms.ts';
import { stopWords } from '../words/stop-words.ts';
import { tokenize, words, wordTerms } from '../words/tokenize.ts';
import { type QuestionTime, questionTimes } from './question-times.ts';

/** Whose words are asked for: the person's own, the agent's, or nobody's in particular. */
type Speaker = 'user' | 'assistant' | 'any';

/** A term of the question, with the word it was made of. */
export interface QuestionTerm extends WeightedTerm {
  readonly word: string;
}

/** A part of a question that asks for something of its own. */
export interface QuestionPart {
  readonly text: string;
  readonly terms: readonly QuestionTerm[];
}

/** A question taken apart for search. */
export interface Question {
  /** As asked, of a pasted log the beginning. */
  readonly text: string;
  /** Without repeats, each with what it counts; the empty words only when there is nothing else. */
  readonly terms: readonly QuestionTerm[];
  /** The empty words beside others: of texts that hold the same of those, they tell which one is meant. */
  readonly emptyTerms: readonly QuestionTerm[];
  /** The quoted passages in lower case. */
  readonly phrases: readonly string[];
  /** Of a question that has several, such as both sides of an "or"; empty for one of a piece. */
  readonly parts: readonly QuestionPart[];
  readonly times: readonly QuestionTime[];
  readonly speaker: Speaker;
}

const QUOTED =
  /"([^"]{2,200})"|“([^”]{2,200})”|`([^`]{2,200})`|(?<![\p{L}\p{N}])['‘]([^'’]{3,200})['’](?![\p{L}\p{N}])/gu;
const AGENT = '(?:you|the (?:assistant|agent|model)|claude|dreamwright)';
const SAID =
  'said|told|mentioned|recommended|suggested|gave|provided|listed|created|wrote|explained|described|showed|answered|proposed|advised|generated|made|shared|called|named|used|found|fixed|changed|ran|did';
const SAY =
  'say|tell|mention|recommend|suggest|give|provide|list|create|write|explain|describe|show|answer|propose|advise';
/** Asks for what the agent has said; "can you suggest" asks for something new and is not meant. */
const ASSISTANT_SPEAKS = new RegExp(
  [
    `\\b${AGENT}(?:'ve|'d| had| have| has)?(?: \\w+){0,2}? (?:${SAID})\\b`,
    `\\bdid ${AGENT}(?: \\w+)? (?:${SAY})\\b`,
    '\\byour (?:answer|advice|suggestion|recommendation|list|explanation|example)',
    '\\bremind me\\b',
    '\\bour (?:previous|last|earlier|past) (?:conversation|chat|discussion|session)',
  ].join('|'),
  'i',
);
const USER_SPEAKS = /\b(?:i|i'm|i've|i'd|my|me|mine|myself)\b/i;
const PART = /\s+(?:or|and|before|after|than|then|versus|vs\.?|compared (?:to|with)|instead of|since)\s+|[;?!,]\s+/i;

/** Counts of the talk words ("mentioned", "recommend"): they say what is asked, seldom what it is about. */
const TALK_WEIGHT = 0.3;
const EMPTY_WEIGHT = 0.15;
const QUOTED_WEIGHT = 1.5;
/** Of `user` in `userProfile`: who writes the whole means the whole. */
const PART_WEIGHT = 0.5;
const PART_OF_WORD = /^[\p{L}\p{N}]+$/u;

/** Characters read of a question; a pasted log says what it is about in its first lines. */
const LONGEST = 4_000;

const STOP = stopWords(tokenize);

/** Takes a question apart; relative times are counted from `now`. */
export function parseQuestion(asked: string, now: Date): Question {
  const text = asked.slice(0, LONGEST);
  const phrases = Array.from(
    text.matchAll(QUOTED),
    (match) => match.slice(1).find((group) => group !== undefined) ?? '',
  );
  const times = questionTimes(text, now);
  const { terms, emptyTerms } = weigh(text, new Set(phrases.flatMap(tokenize)));
  return {
    text,
    terms,
    emptyTerms,
    phrases: phrases.map((phrase) => phrase.toLowerCase()),
    parts: splitParts(withoutTimes(text, times), terms),
    times,
    speaker: ASSISTANT_SPEAKS.test(text) ? 'assistant' : USER_SPEAKS.test(text) ? 'user' : 'any',
  };
}

function weigh(text: string, quoted: ReadonlySet<string>): Pick<Question, 'terms' | 'emptyTerms'> {
  const chosen = new Map<string, Omit<QuestionTerm, 'place'>>();
  const empty = new Map<string, Omit<QuestionTerm, 'place'>>();
  for (const word of words(text)) {
    const made = wordTerms(word);
    for (const term of made) {
      const isPart = made.length > 1 && PART_OF_WORD.test(term) && term !== word.toLowerCase();
      const weight = isPart ? PART_WEIGHT : weightOf(term, quoted);
      const terms = STOP.empty.has(term) ? empty : chosen;
      if (weight > (terms.get(term)?.weight ?? 0)) terms.set(term, { term, word, weight });
    }
  }
  const placed = [...chosen.values(), ...empty.values()].map((term, place) => ({ ...term, place }));
  if (chosen.size === 0) return { terms: placed, emptyTerms: [] };
  const emptyTerms = placed.slice(chosen.size).map((term) => ({ ...term, weight: EMPTY_WEIGHT }));
  return { terms: placed.slice(0, chosen.size), emptyTerms };
}

function weightOf(term: string, quoted: ReadonlySet<string>): number {
  if (quoted.has(term)) return QUOTED_WEIGHT;
  return STOP.talk.has(term) ? TALK_WEIGHT : 1;
}

/** "Between March and May" is no question of two parts. */
function withoutTimes(text: string, times: readonly QuestionTime[]): string {
  return times.reduce((rest, { words }) => rest.replace(words, ' '), text);
}

function splitParts(text: string, terms: readonly QuestionTerm[]): readonly QuestionPart[] {
  const parts = text
    .split(PART)
    .map((part) => ({ text: part.trim(), held: new Set(tokenize(part)) }))
    .map(({ text: part, held }) => ({
      text: part,
      terms: terms.filter(({ term, weight }) => weight > TALK_WEIGHT && held.has(term)),
    }))
    .filter((part) => part.terms.length > 0);
  return parts.length > 1 ? parts : [];
}
