import { readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { alike } from '../../src/core/search/alike.ts';
import { EventIndex } from '../../src/core/search/events/event-index.ts';
import { EVENT_WEIGHTS, type EventWeights } from '../../src/core/search/events/event-weights.ts';
import { type FoundEvent, searchEvents } from '../../src/core/search/events/search-events.ts';
import type { Fuse } from '../../src/core/search/fuse.ts';
import { parseQuestion, type Question } from '../../src/core/search/question/question.ts';
import { readWordVectors } from '../../src/core/search/vectors/word-vectors.ts';
import { tokenize } from '../../src/core/search/words/tokenize.ts';
import type { IndexedEvent } from '../../src/core/store.ts';
import { plainSum, reciprocalRanks } from './fusions.ts';
import { type BenchQuestion, turnKey } from './recall-questions.ts';
import { turnGraph } from './turn-graph.ts';

type Answer = (question: BenchQuestion) => readonly Pick<IndexedEvent, 'session' | 'id'>[];

export interface Measured {
  readonly half: number;
  /** Share of the answer's turns among the first five; null where the question has no answer. */
  readonly turns: number | null;
  /** Whether the answer's sessions are all among the first five seen. */
  readonly hasAllSessions: boolean;
}

const NOW = new Date('2026-01-01T00:00:00.000Z');
const WORDS = readWordVectors(readFileSync('media/word-vectors.bin'));
const LIMIT = 50;
const FIRST = 5;

export const PLAIN: EventWeights = {
  turn: { k1: 1.2, b: 0.75, rarity: 1, floor: 0 },
  session: EVENT_WEIGHTS.session,
  sessionWeight: 0,
  neighbourWeight: 0,
  partWeight: 0,
  meaningWeight: 0,
  sessionMeaningWeight: 0,
  heldPower: 0,
  closenessWeight: 0,
  userSpeaks: 1,
  assistantSpeaks: 1,
  authorSpeaks: 1,
  inTime: 1,
  phrase: 1,
  repeated: 1,
};

interface Variant {
  readonly ask?: (text: string) => Question;
  readonly fuse?: Fuse;
}

const GRAPH_WEIGHTS = [0.1, 0.3, 1] as const;

const MEANING: Partial<EventWeights> = {
  meaningWeight: EVENT_WEIGHTS.meaningWeight,
  sessionMeaningWeight: EVENT_WEIGHTS.sessionMeaningWeight,
};

const SWITCHED_OFF: readonly (readonly [string, Partial<EventWeights>])[] = [
  ['everything', {}],
  ['- whole session', { sessionWeight: 0 }],
  ['- meaning of turn and session', { meaningWeight: 0, sessionMeaningWeight: 0 }],
  ['- meaning of the session', { sessionMeaningWeight: 0 }],
  ['- neighbours', { neighbourWeight: 0 }],
  ['- parts of the question', { partWeight: 0 }],
  ['- wording', { heldPower: 0, closenessWeight: 0 }],
  ['- who speaks', { userSpeaks: 1, assistantSpeaks: 1 }],
  ['- time', { inTime: 1 }],
  ['- quoted passages', { phrase: 1 }],
  ['- holding back repeats', { repeated: 1 }],
  [
    '- weight of rare words',
    {
      turn: { ...EVENT_WEIGHTS.turn, rarity: 1, floor: 0 },
      session: { ...EVENT_WEIGHTS.session, rarity: 1, floor: 0 },
    },
  ],
  ['- weight of short turns', { turn: { ...EVENT_WEIGHTS.turn, k1: 1.2, b: 0.75 } }],
];

/** Prints turn recall at 5 and all-sessions at 5 with each view switched off, over all questions and two halves. */
export function printQuality(questions: readonly BenchQuestion[]): void {
  const ours =
    (weights: EventWeights, variant: Variant = {}): Answer =>
    (question) =>
      found(question, weights, variant).map(({ event }) => event);
  const graphs = new Map(questions.map((question) => [question, turnGraph(question.events)]));
  const withGraph =
    (weight: number): Answer =>
    (question) =>
      (graphs.get(question)?.(found(question, EVENT_WEIGHTS), weight) ?? []).map(({ event }) => event);
  console.log(`\nQuality over ${questions.length} questions: turn recall at 5 / all sessions at 5 (both halves apart)`);
  print('MiniSearch', questions, miniSearch);
  print('plain BM25, every word', questions, ours(PLAIN, { ask: everyWord }));
  print('plain BM25, stop words soft', questions, ours(PLAIN));
  print('meaning alone', questions, (question) => byMeaning(question, indexOf(question)));
  print('plain BM25 and meaning', questions, ours({ ...PLAIN, ...MEANING }));
  for (const [name, off] of SWITCHED_OFF) print(name, questions, ours({ ...EVENT_WEIGHTS, ...off }));
  print('- text', questions, ours(EVENT_WEIGHTS, { ask: withoutWords }));
  print('- fusion: scores added plainly', questions, ours(EVENT_WEIGHTS, { fuse: plainSum }));
  print('- fusion: reciprocal ranks', questions, ours(EVENT_WEIGHTS, { fuse: reciprocalRanks }));
  for (const weight of GRAPH_WEIGHTS) print(`+ graph of turns at ${weight}`, questions, withGraph(weight));
}

const indexes = new WeakMap<BenchQuestion, EventIndex>();

/** What each question comes to with these weights. */
export function measureAll(questions: readonly BenchQuestion[], weights: EventWeights): readonly Measured[] {
  return questions.map((question) =>
    measure(
      question,
      found(question, weights).map(({ event }) => event),
    ),
  );
}

/** What answers the question, best first. */
export function found(
  question: BenchQuestion,
  weights: EventWeights,
  { ask = (text) => parseQuestion(text, NOW), fuse }: Variant = {},
): readonly FoundEvent[] {
  return searchEvents(indexOf(question), ask(question.question), {
    limit: LIMIT,
    until: null,
    weights,
    ...(fuse === undefined ? {} : { fuse }),
  });
}

function indexOf(question: BenchQuestion): EventIndex {
  const known = indexes.get(question) ?? makeIndex(question);
  indexes.set(question, known);
  return known;
}

function makeIndex({ events }: BenchQuestion): EventIndex {
  const index = new EventIndex(WORDS);
  for (const event of events) index.add(event);
  return index;
}

function byMeaning({ question }: BenchQuestion, index: EventIndex): readonly Pick<IndexedEvent, 'session' | 'id'>[] {
  const likeness = index.likeness(question);
  return alike(likeness, { least: -1, limit: LIMIT, isHeld: () => true }).flatMap(
    (document) => index.event(document) ?? [],
  );
}

/** Its meaning stays. */
function withoutWords(text: string): Question {
  return { ...parseQuestion(text, NOW), terms: [], emptyTerms: [], parts: [], phrases: [] };
}

function everyWord(text: string): Question {
  const terms = [...new Set(tokenize(text))].map((term, place) => ({ term, word: term, weight: 1, place }));
  return { text, terms, emptyTerms: [], phrases: [], parts: [], times: [], speaker: 'any' };
}

function miniSearch({ events, question }: BenchQuestion): readonly Pick<IndexedEvent, 'session' | 'id'>[] {
  const search = new MiniSearch({ fields: ['text'] });
  search.addAll(events.map(({ text }, id) => ({ id, text })));
  return search
    .search(question)
    .slice(0, LIMIT)
    .flatMap(({ id }) => events[Number(id)] ?? []);
}

function print(name: string, questions: readonly BenchQuestion[], answer: Answer): void {
  const measured = questions.map((question) => measure(question, answer(question)));
  const halves = [0, 1].map((half) => summary(measured.filter((one) => one.half === half)));
  console.log(`  ${name.padEnd(30)} ${summary(measured)}   (${halves.join('   ')})`);
}

export function measure(question: BenchQuestion, hits: readonly Pick<IndexedEvent, 'session' | 'id'>[]): Measured {
  const first = new Set(hits.slice(0, FIRST).map(turnKey));
  const wanted = [...question.answerTurns];
  const sessions = [...new Set(hits.map(({ session }) => session))].slice(0, FIRST);
  return {
    half: Array.from(question.id).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7) % 2,
    turns:
      question.isAnswerable && wanted.length > 0 ? wanted.filter((key) => first.has(key)).length / wanted.length : null,
    hasAllSessions: question.answerSessions.every((session) => sessions.includes(session)),
  };
}

export function summary(measured: readonly Measured[]): string {
  const turns = measured.map((one) => one.turns).filter((share) => share !== null);
  return `${mean(turns).toFixed(3)} / ${mean(measured.map((one) => Number(one.hasAllSessions))).toFixed(3)}`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
