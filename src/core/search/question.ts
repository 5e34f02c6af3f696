import type { WeightedTerm } from './inverted-index.ts';
import { type QuestionTime, questionTimes } from './question-times.ts';
import { stopWords } from './stop-words.ts';
import { tokenize, words, wordTerms } from './tokenize.ts';

/** Whose words are asked for: the person's own, the agent's, or nobody's in particular. */
export type Speaker = 'user' | 'assistant' | 'any';

/** A term of the question, with the word it was made of. */
export interface QuestionTerm extends WeightedTerm {
  readonly word: string;
}

/** A question taken apart for search. */
export interface Question {
  readonly text: string;
  /** Without repeats, each with what it counts; the empty words only when there is nothing else. */
  readonly terms: readonly QuestionTerm[];
  /** Terms of the quoted passages, in order. */
  readonly phrases: readonly (readonly string[])[];
  /** The terms of each part of a question that has several, such as both sides of an "or". */
  readonly parts: readonly (readonly string[])[];
  readonly times: readonly QuestionTime[];
  readonly speaker: Speaker;
}

const QUOTED =
  /"([^"]{2,200})"|“([^”]{2,200})”|`([^`]{2,200})`|(?<![\p{L}\p{N}])['‘]([^'’]{3,200})['’](?![\p{L}\p{N}])/gu;
const ASSISTANT_SPEAKS =
  /\b(?:you|assistant|agent|claude|dreamwright)(?:'ve|'d| had| have)?(?: \w+){0,2}? (?:said|say|told|tell|mention(?:ed)?|recommend(?:ed)?|suggest(?:ed)?|gave|provided?|listed|created?|wrote|explain(?:ed)?|described?|showed|answered|proposed|advised?|generated?|made|shared|ran|did|changed)\b|\byour (?:answer|advice|suggestion|recommendation|list|explanation|example|plan)|\bremind me\b|\b(?:our|the) (?:previous|last|earlier|past) (?:conversation|chat|discussion|session)/i;
const USER_SPEAKS = /\b(?:i|i'm|i've|i'd|my|me|mine|myself|we|our|ours|us|did i|user|they)\b/i;
const PART = /\s+(?:or|and|before|after|than|then|versus|vs\.?|compared (?:to|with)|instead of|since)\s+|[;?!,]\s+/i;

/** Counts of the talk words ("mentioned", "recommend"): they say what is asked, seldom what it is about. */
const TALK_WEIGHT = 0.3;
const QUOTED_WEIGHT = 1.5;

const STOP = stopWords(tokenize);

/** Takes a question apart; relative times are counted from `now`. */
export function parseQuestion(text: string, now: Date): Question {
  const phrases = Array.from(text.matchAll(QUOTED), (match) =>
    tokenize(match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''),
  );
  return {
    text,
    terms: weigh(text, new Set(phrases.flat())),
    phrases: phrases.filter((phrase) => phrase.length > 1),
    parts: splitParts(text),
    times: questionTimes(text, now),
    speaker: ASSISTANT_SPEAKS.test(text) ? 'assistant' : USER_SPEAKS.test(text) ? 'user' : 'any',
  };
}

function weigh(text: string, quoted: ReadonlySet<string>): readonly QuestionTerm[] {
  const chosen = new Map<string, QuestionTerm>();
  const empty = new Map<string, QuestionTerm>();
  for (const word of words(text)) {
    for (const term of wordTerms(word)) {
      if (STOP.empty.has(term) && !quoted.has(term)) empty.set(term, { term, word, weight: 1 });
      else
        chosen.set(term, {
          term,
          word,
          weight: quoted.has(term) ? QUOTED_WEIGHT : STOP.talk.has(term) ? TALK_WEIGHT : 1,
        });
    }
  }
  return [...(chosen.size > 0 ? chosen : empty).values()];
}

function splitParts(text: string): readonly (readonly string[])[] {
  const parts = text
    .split(PART)
    .map((part) => [...new Set(tokenize(part))].filter((term) => !STOP.empty.has(term) && !STOP.talk.has(term)))
    .filter((terms) => terms.length > 0);
  return parts.length > 1 ? parts : [];
}
