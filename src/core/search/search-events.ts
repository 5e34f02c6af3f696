import type { IndexedEvent } from '../store.ts';
import { alike } from './alike.ts';
import { scoreDocuments } from './bm25.ts';
import type { EventIndex } from './event-index.ts';
import type { EventWeights } from './event-weights.ts';
import { type Fuse, fuse, type ScoreSource } from './fuse.ts';
import { knownTerms } from './known-terms.ts';
import { meaningSources } from './meaning-sources.ts';
import { metWords } from './met-words.ts';
import type { Question } from './question.ts';
import { isWithin } from './question-times.ts';
import { scoreParts } from './score-parts.ts';
import { scoreSessions } from './score-sessions.ts';
import { tokenize } from './tokenize.ts';
import { top } from './top.ts';

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

/** A reason to prefer an event, and how much. */
interface Preference {
  readonly factor: number;
  readonly why: string;
}

/** Events fused beyond the limit: further down the words alone decide nothing any more. */
const CANDIDATES = 200;
/** Events taken in for their meaning, whatever their words. */
const MEANT = 50;
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
  scoreSessions(events, terms, weights.session, events.sessionScores);
  const isHeld = (document: number): boolean => until === null || (events.event(document)?.at ?? '') <= until;
  const held = until === null ? turns.touched : turns.touched.filter(isHeld);
  const worded = top(held, Math.max(CANDIDATES, limit), (a, b) =>
    turns.of(a) === turns.of(b) ? a < b : turns.of(a) > turns.of(b),
  );
  const likeness = weights.meaningWeight === 0 ? new Float32Array(0) : events.likeness(question.text);
  const candidates = [
    ...new Set([...worded, ...alike(likeness, { least: LEAST_LIKENESS, limit: Math.max(MEANT, limit), isHeld })]),
  ];
  const fused = fuseViews(candidates, sources(events, question, weights, likeness));
  const found = candidates.flatMap((document) => {
    const event = events.event(document);
    if (event === undefined) return [];
    const preferences = prefer(event, question, weights);
    const score = preferences.reduce((product, { factor }) => product * factor, fused.get(document) ?? 0);
    return [{ document, event, score, preferences }];
  });
  const ranked = top(found, found.length, precedes);
  return top(holdBackRepeats(ranked, weights.repeated), limit, precedes).map(
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
  likeness: Float32Array,
): readonly ScoreSource[] {
  const { turnScores: turns, sessionScores: sessions } = events;
  const parts = scoreParts(events.index, question.parts, weights.turn);
  return [
    { weight: 1, scoreOf: (document) => turns.of(document) },
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
