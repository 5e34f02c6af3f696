import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { findMentions } from '../../src/core/graph/find-mentions.ts';
import { EventIndex } from '../../src/core/search/events/event-index.ts';
import { EVENT_WEIGHTS } from '../../src/core/search/events/event-weights.ts';
import { searchEvents } from '../../src/core/search/events/search-events.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { readWordVectors } from '../../src/core/search/vectors/word-vectors.ts';
import { words } from '../../src/core/search/words/tokenize.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import type { IndexedEvent } from '../../src/core/store.ts';
import { indexText } from '../../src/store/sessions/index-text.ts';
import { readAll } from '../importers/read-all.ts';
import { askedByWords } from './recall-graph.ts';

/** Real sessions of coding, on which no weight was chosen. */
const SESSIONS = join(import.meta.dirname, '../sample/sessions');
const NOW = new Date('2026-02-01T00:00:00.000Z');
const LIMIT = 5;
/** What more events hold is no way to one of them. */
const MOST_HOLDERS = 3;
const MOST_QUESTIONS = 300;
const FEWEST_WORDS = 8;
const ERROR_LINE = /\b(?:error|failed|cannot|undefined|panic|denied|not found|no such)\b/iu;

interface Case {
  readonly question: string;
  readonly isWanted: (event: IndexedEvent) => boolean;
}

/** Prints how often what was asked for stands first and among the first five of all events, and the same of MiniSearch. */
export async function printTranscripts(): Promise<void> {
  const events = (await readAll([SESSIONS])).events.map(indexed);
  const index = new EventIndex(readWordVectors(readFileSync('media/word-vectors.bin')));
  const peer = new MiniSearch({ fields: ['text'] });
  for (const event of events) index.add(event);
  peer.addAll(events.map(({ text }, id) => ({ id, text })));
  const ours = (question: string): readonly IndexedEvent[] =>
    searchEvents(index, parseQuestion(question, NOW), { limit: LIMIT, until: null, weights: EVENT_WEIGHTS }).map(
      ({ event }) => event,
    );
  const theirs = (question: string): readonly IndexedEvent[] =>
    peer
      .search(question)
      .slice(0, LIMIT)
      .flatMap(({ id }) => events[Number(id)] ?? []);
  console.log(`\nConversations that no weight was chosen on: ${events.length} events of real coding sessions`);
  const kinds: Readonly<Record<string, readonly Case[]>> = {
    'half remembered': halfRemembered(events),
    identifiers: identifiers(events),
    'error messages, other numbers': errorMessages(events),
  };
  for (const [kind, cases] of Object.entries(kinds)) {
    console.log(`  ${kind.padEnd(30)} ${found(cases, ours)}   MiniSearch ${found(cases, theirs)}   of ${cases.length}`);
  }
}

function found(cases: readonly Case[], search: (question: string) => readonly IndexedEvent[]): string {
  const places = cases.map(({ question, isWanted }) => search(question).findIndex(isWanted));
  const share = (count: number): string => (count / Math.max(1, cases.length)).toFixed(3);
  return `first ${share(places.filter((place) => place === 0).length)}, first five ${share(places.filter((place) => place >= 0).length)}`;
}

/** What a person or an agent said, by up to six of its words. */
function halfRemembered(events: readonly IndexedEvent[]): readonly Case[] {
  const said = events.filter(
    ({ type, text }) => (type === 'user' || type === 'assistant') && words(text).length >= FEWEST_WORDS,
  );
  const asked = askedByWords(said.map(({ text }, place) => ({ id: String(place), text })));
  return some(asked).map(({ text: question, wanted }) => {
    const text = said[Number(wanted)]?.text;
    return { question, isWanted: (event) => event.text === text };
  });
}

/** A file, symbol or error that few events name. */
function identifiers(events: readonly IndexedEvent[]): readonly Case[] {
  const holders = new Map<string, number>();
  for (const { text } of events) {
    for (const { kind, name } of findMentions(text)) {
      if (kind !== 'command') holders.set(name, (holders.get(name) ?? 0) + 1);
    }
  }
  const rare = [...holders.keys()].filter(
    (name) => events.filter(({ text }) => text.includes(name)).length <= MOST_HOLDERS,
  );
  return some(rare).map((name) => ({ question: `where was ${name}`, isWanted: ({ text }) => text.includes(name) }));
}

/** A line of an error as it would come up again: with other numbers in it. */
function errorMessages(events: readonly IndexedEvent[]): readonly Case[] {
  const results = events.filter(({ type }) => type === 'tool_result');
  const lines = new Set(
    results
      .flatMap(({ text }) => text.split('\n').map((line) => line.trim()))
      .filter((line) => line.length >= 20 && line.length <= 200 && ERROR_LINE.test(line)),
  );
  const rare = [...lines].filter((line) => events.filter(({ text }) => text.includes(line)).length <= MOST_HOLDERS);
  return some(rare).map((line) => ({
    question: line.replace(/\d+/gu, (number) => String(Number(number) + 7)),
    isWanted: ({ text }) => text.includes(line),
  }));
}

/** At most {@link MOST_QUESTIONS}, from all over the list. */
function some<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / MOST_QUESTIONS));
  return all.filter((_, place) => place % step === 0);
}

function indexed(event: SessionEvent, place: number): IndexedEvent {
  const { session, id, at, type, agent, origin } = event;
  return { row: place + 1, session, id, at, type, agent, author: null, origin, index: place, text: indexText(event) };
}
