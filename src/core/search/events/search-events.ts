import type { IndexedEvent } from '../../store.ts';
import { alike } from '../alike.ts';
import { type Fuse, fuse, type ScoreSource } from '../fuse.ts';
import type { Preference } from '../prefer-memory.ts';
import type { Question } from '../question/question.ts';
import { isWithin } from '../question/question-times.ts';
import { top } from '../top.ts';
import { Closeness } from '../vectors/closeness.ts';
import { addToScored, scoreDocuments } from '../words/bm25.ts';
import { knownTerms } from '../words/known-terms.ts';
import { metShare, metWords } from '../words/met-words.ts';
import { scoreParts } from '../words/score-parts.ts';
import { tokenize } from '../words/tokenize.ts';
import type { EventIndex } from './event-index.ts';
import type { EventWeights } from './event-weights.ts';
import { meaningSources } from './meaning-sources.ts';
import { scoreSessions } from './score-sessions.ts';

export interface FoundEvent {
  readonly event: IndexedEvent;
  readonly score: number;
  /** Share of the question's words it holds, 0 to 1. */
  readonly share: number;
  readonly why: readonly string[];
}

export interface EventSearchOptions {
  readonly limit: number;
  /** Events after this time (ISO 8601) are left out. */
  readonly until: string | null;
  readonly weights: EventWeights;
  /** How the views become one score; `bench:recall` compares others. */
  readonly fuse?: Fuse;
}

type Scored = Pick<FoundEvent, 'event' | 'score'>;

/** How the events compare with a question: each one's cosine, and how sure it is that it repeats one of them. */
interface Compared {
  readonly likeness: Float32Array;
  readonly remembered: number;
}

/** Events fused beyond the limit: further down the words alone decide nothing any more. */
const CANDIDATES = 200;
/** Events taken in for their meaning, whatever their words. */
const MEANT = 50;
/** Events whose wording is held against the question's. */
const READ_CLOSELY = 50;
/** Below this the wording could change nothing. */
const LEAST_REMEMBERED = 0.02;
/** Below this likeness events have no more in common than any two; nine of ten pairs without a common subject lie below. */
const LEAST_LIKENESS = 0.4;
/** What an event alike in meaning counts as holding of the question's words. */
const SHARE_OF_MEANING = 0.5;

/** Finds the events that answer a question, best first; of equals the latest, then by session and id. */
export function searchEvents(
  events: EventIndex,
  question: Question,
  { limit, until, weights, fuse: fuseViews = fuse }: EventSearchOptions,
): readonly FoundEvent[] {
  const { turnScores: turns } = events;
  const terms = knownTerms(events.index, question.terms);
  scoreDocuments(events.index, terms, weights.turn, turns);
  addToScored(events.index, question.emptyTerms, weights.turn, turns);
  scoreSessions(events, terms, weights.session, events.sessionScores);
  const end = until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
  const isHeld = (document: number): boolean => events.timeOf(document) <= end;
  const held = until === null ? turns.touched : turns.touched.filter(isHeld);
  const worded = top(held, Math.max(CANDIDATES, limit), (a, b) =>
    turns.of(a) === turns.of(b) ? a < b : turns.of(a) > turns.of(b),
  );
  const likeness = weights.meaningWeight === 0 ? new Float32Array(0) : events.likeness(question.text);
  const meant = alike(likeness, { least: LEAST_LIKENESS, limit: Math.max(MEANT, limit), isHeld });
  const candidates = [...new Set([...worded, ...meant])];
  events.readAhead(candidates);
  const remembered = rememberedShare(events, question, candidates);
  const fused = fuseViews(candidates, sources(events, question, weights, { likeness, remembered }));
  const found = candidates.flatMap((document) => {
    const event = events.event(document);
    if (event === undefined) return [];
    const preferences = prefer(event, question, weights);
    const score = preferences.reduce((product, { factor }) => product * factor, fused.get(document) ?? 0);
    return [{ document, event, score, preferences }];
  });
  const ranked = top(found, found.length, precedes);
  const close =
    remembered < LEAST_REMEMBERED ? ranked : readClosely(ranked, question, weights.closenessWeight * remembered);
  return top(holdBackRepeats(close, weights.repeated), limit, precedes).map(
    ({ document, event, score, preferences }) => {
      const words = metWords(question, turns, document);
      const like = likeness[document] ?? 0;
      const why = preferences.map((preference) => preference.why);
      if (like >= LEAST_LIKENESS) why.unshift('similar in meaning');
      if (words.share > 0) why.unshift(words.why);
      return { event, score, share: Math.max(words.share, like * SHARE_OF_MEANING), why };
    },
  );
}

/**
 * How sure it is that the question repeats the words of an event, 0 to 1: what some event holds whole is half
 * remembered, while a question put in a person's own words shares some words with many.
 */
function rememberedShare(events: EventIndex, { terms }: Question, candidates: readonly number[]): number {
  // A message that comes up again has other numbers in it: they say nothing against an event.
  const lasting = terms.filter(({ word }) => !/\d/.test(word));
  const asked = lasting.length === 0 ? terms : lasting;
  const shares = candidates.map((document) => metShare(asked, events.turnScores, document));
  return Math.max(0, ...shares) ** 6;
}

/** The best once more, by how closely they follow the question's wording. */
function readClosely<T extends Scored>(ranked: readonly T[], { text }: Question, weight: number): readonly T[] {
  const closeness = new Closeness(text);
  const close = ranked
    .slice(0, READ_CLOSELY)
    .map((found) => ({ ...found, score: found.score * (1 + weight * closeness.of(found.event.text)) }));
  return top([...close, ...ranked.slice(READ_CLOSELY)], ranked.length, precedes);
}

/** The same command or message may stand in a log a hundred times; the first speaks for the others. */
function holdBackRepeats<T extends Scored>(ranked: readonly T[], factor: number): readonly T[] {
  const times = new Map<string, number>();
  return ranked.map((found) => {
    const before = times.get(found.event.text) ?? 0;
    times.set(found.event.text, before + 1);
    return before === 0 ? found : { ...found, score: found.score * factor ** before };
  });
}

/** The views that are fused; further ones join here. */
function sources(
  events: EventIndex,
  question: Question,
  weights: EventWeights,
  { likeness, remembered }: Compared,
): readonly ScoreSource[] {
  const { turnScores: turns, sessionScores: sessions } = events;
  const terms = [...question.terms, ...question.emptyTerms];
  const power = weights.heldPower * remembered;
  const parts = scoreParts(events.index, question.parts, weights.turn);
  return [
    { weight: 1, scoreOf: (document) => turns.of(document) * metShare(terms, turns, document) ** power },
    { weight: weights.sessionWeight, scoreOf: (document) => sessions.of(events.sessionOf(document)) },
    {
      weight: weights.neighbourWeight,
      scoreOf: (document) => Math.max(0, ...events.neighbours(document).map((other) => turns.of(other))),
    },
    { weight: weights.partWeight, scoreOf: (document) => parts.get(document) ?? 0 },
    ...meaningSources(events, question, weights, likeness),
  ];
}

function precedes(a: Scored, b: Scored): boolean {
  if (a.score !== b.score) return a.score > b.score;
  if (a.event.at !== b.event.at) return a.event.at > b.event.at;
  return a.event.session === b.event.session ? a.event.id < b.event.id : a.event.session < b.event.session;
}

function prefer(event: IndexedEvent, question: Question, weights: EventWeights): readonly Preference[] {
  const preferences: Preference[] = [];
  if (question.speaker === 'user' && event.type === 'user') {
    preferences.push({ factor: weights.userSpeaks, why: "the person's own words" });
  }
  if (question.speaker === 'assistant' && event.type === 'assistant') {
    preferences.push({ factor: weights.assistantSpeaks, why: "the agent's own words" });
  }
  const { author } = event;
  if (author !== null && tokenize(author).some((name) => question.terms.some(({ term }) => term === name))) {
    preferences.push({ factor: weights.authorSpeaks, why: `said by ${author}` });
  }
  const time = question.times.find((asked) => isWithin(Date.parse(event.at), asked));
  if (time !== undefined) preferences.push({ factor: weights.inTime, why: `time: ${time.words}` });
  const text = question.phrases.length > 0 ? event.text.toLowerCase() : '';
  const phrase = question.phrases.find((passage) => text.includes(passage));
  if (phrase !== undefined) preferences.push({ factor: weights.phrase, why: `holds "${phrase}"` });
  return preferences;
}
