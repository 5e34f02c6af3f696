import type { IndexedEvent } from '../store.ts';
import { type Bm25Options, scoreDocuments } from './bm25.ts';
import type { EventIndex } from './event-index.ts';
import { fuse } from './fuse.ts';
import type { Question } from './question.ts';
import { isWithin } from './question-times.ts';
import { scoreSessions } from './score-sessions.ts';
import { top } from './top.ts';

/** How much each view counts; all are switched off and on one by one by `bench:recall`. */
export interface EventWeights {
  readonly turn: Bm25Options;
  readonly session: Bm25Options;
  readonly sessionWeight: number;
  readonly neighbourWeight: number;
  /** Factors on an event that is what the question asks for. */
  readonly userSpeaks: number;
  readonly assistantSpeaks: number;
  readonly inTime: number;
}

export const EVENT_WEIGHTS: EventWeights = {
  turn: { k1: 1.5, b: 0.9, rarity: 1.5 },
  session: { k1: 1.2, b: 0.75, rarity: 1.5 },
  sessionWeight: 0.5,
  neighbourWeight: 0.1,
  userSpeaks: 1.5,
  assistantSpeaks: 1.2,
  inTime: 1.25,
};

export interface FoundEvent {
  readonly event: IndexedEvent;
  readonly score: number;
  readonly why: readonly string[];
}

export interface EventSearchOptions {
  readonly limit: number;
  /** Events after this time (ISO 8601) are left out. */
  readonly until: string | null;
  readonly weights: EventWeights;
}

/** Events fused beyond the limit: further down the words alone decide nothing any more. */
const CANDIDATES = 200;

/** Finds the events that answer a question, best first. */
export function searchEvents(
  events: EventIndex,
  question: Question,
  { limit, until, weights }: EventSearchOptions,
): readonly FoundEvent[] {
  const { turnScores: turns, sessionScores: sessions } = events;
  scoreDocuments(events.index, question.terms, weights.turn, turns);
  scoreSessions(events, question.terms, weights.session, sessions);
  const held = until === null ? turns.touched : turns.touched.filter((document) => isBefore(events, document, until));
  const candidates = top(
    held,
    Math.max(CANDIDATES, limit),
    (a, b) => turns.of(a) > turns.of(b) || (turns.of(a) === turns.of(b) && a < b),
  );
  const neighbour = (document: number) => Math.max(0, ...events.neighbours(document).map((other) => turns.of(other)));
  const fused = fuse(candidates, [
    { weight: 1, scoreOf: (document) => turns.of(document) },
    { weight: weights.sessionWeight, scoreOf: (document) => sessions.of(events.sessionOf(document)) },
    { weight: weights.neighbourWeight, scoreOf: neighbour },
  ]);
  const found = candidates.flatMap((document) => {
    const event = events.event(document);
    if (event === undefined) return [];
    const score = (fused.get(document) ?? 0) * fitness(event, question, weights);
    return [{ event, score, why: explain(event, question, (place) => turns.met(document, place)) }];
  });
  return top(found, limit, precedes);
}

function precedes(a: FoundEvent, b: FoundEvent): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return a.event.session === b.event.session ? a.event.id < b.event.id : a.event.session < b.event.session;
}

function isBefore(events: EventIndex, document: number, until: string): boolean {
  return (events.event(document)?.at ?? '') <= until;
}

function fitness(event: IndexedEvent, question: Question, weights: EventWeights): number {
  let factor = 1;
  if (question.speaker === 'user' && event.type === 'user') factor *= weights.userSpeaks;
  if (question.speaker === 'assistant' && event.type === 'assistant') factor *= weights.assistantSpeaks;
  const at = Date.parse(event.at);
  if (question.times.some((time) => isWithin(at, time))) factor *= weights.inTime;
  return factor;
}

function explain(event: IndexedEvent, question: Question, isMet: (place: number) => boolean): readonly string[] {
  const words = question.terms.filter((_, place) => isMet(place)).map(({ word }) => word);
  const why = [`words: ${[...new Set(words)].join(', ')}`];
  if (question.speaker === event.type)
    why.push(event.type === 'user' ? "the person's own words" : "the agent's own words");
  const at = Date.parse(event.at);
  why.push(...question.times.filter((time) => isWithin(at, time)).map((time) => `time: ${time.words}`));
  return why;
}
