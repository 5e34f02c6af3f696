import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { findMentions } from '../../src/core/graph/find-mentions.ts';
import { EventIndex } from '../../src/core/search/events/event-index.ts';
import { EVENT_WEIGHTS } from '../../src/core/search/events/event-weights.ts';
import { searchEvents } from '../../src/core/search/events/search-events.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { readWordVectors } from '../../src/core/search/vectors/word-vectors.ts';
import { words } from '../../src/core/search/words/tokenize.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent } from '../../src/core/sessions/event.ts';
import type { IndexedEvent } from '../../src/core/store.ts';
import { indexText, wholeText } from '../../src/store/sessions/index-text.ts';
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

/** What a diff, a search or a listing puts before a line. */
const MARK_OF_LINE = /^(?:[+-]|\d+[:\-→|]?|@@ [^@]* @@)\s*/u;

/** Mentions are found in a text's beginning, so it is looked at piece by piece. */
const SLICE = 500;

/** An event as the store indexes it, and all that it says: cases are drawn from the whole, whatever the index keeps. */
interface Said {
  readonly event: IndexedEvent;
  readonly whole: string;
  /** Whether a command printed it. */
  readonly isPrinted: boolean;
}

interface Case {
  readonly question: string;
  /** Rows of the events that hold it. */
  readonly wanted: ReadonlySet<number>;
}

/** How sessions that no weight was chosen on are searched: short ones, and those of `folder` with their long output. */
export async function printTranscripts(folder: string): Promise<void> {
  await printSessions(SESSIONS);
  if (existsSync(folder)) await printSessions(folder);
}

/** Prints how often what was asked for stands first and among the first five of all events, and the same of MiniSearch. */
async function printSessions(folder: string): Promise<void> {
  const read = (await readAll([folder])).events;
  const commands = new Set(
    read.flatMap((event) => (event.type === 'tool_call' && 'command' in event.input ? [callKey(event)] : [])),
  );
  const said = read.map((event, place): Said => {
    const isPrinted = event.type === 'tool_result' && commands.has(callKey(event));
    return { event: indexed(event, place), whole: wholeText(event), isPrinted };
  });
  const events = said.map(({ event }) => event);
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
  const long = said.filter(({ event, whole }) => event.text !== whole).length;
  console.log(
    `\nConversations that no weight was chosen on: ${events.length} events of real coding sessions, ${long} indexed in part`,
  );
  const kinds: Readonly<Record<string, readonly Case[]>> = {
    'half remembered': halfRemembered(said),
    identifiers: identifiers(said),
    'error messages, other numbers': errorMessages(said),
  };
  for (const [kind, cases] of Object.entries(kinds)) {
    console.log(`  ${kind.padEnd(30)} ${found(cases, ours)}   MiniSearch ${found(cases, theirs)}   of ${cases.length}`);
  }
}

function found(cases: readonly Case[], search: (question: string) => readonly IndexedEvent[]): string {
  const places = cases.map(({ question, wanted }) => search(question).findIndex(({ row }) => wanted.has(row)));
  const share = (count: number): string => (count / Math.max(1, cases.length)).toFixed(3);
  return `first ${share(places.filter((place) => place === 0).length)}, first five ${share(places.filter((place) => place >= 0).length)}`;
}

/** What a person or an agent said, by up to six of its words. */
function halfRemembered(all: readonly Said[]): readonly Case[] {
  const texts = all
    .filter(({ event }) => event.type === 'user' || event.type === 'assistant')
    .map(({ whole }) => whole);
  const spoken = [...new Set(texts)].filter((text) => words(text).length >= FEWEST_WORDS);
  const asked = askedByWords(spoken.map((text, place) => ({ id: String(place), text })));
  return some(asked).map(({ text: question, wanted }) => ({
    question,
    wanted: rowsOf(all, (whole) => whole === spoken[Number(wanted)]),
  }));
}

/** A file, symbol or error that few events name. */
function identifiers(all: readonly Said[]): readonly Case[] {
  const names = new Set<string>();
  for (const { whole } of all) {
    for (let start = 0; start < whole.length; start += SLICE) {
      for (const { kind, name } of findMentions(whole.slice(start, start + SLICE)))
        if (kind !== 'command') names.add(name);
    }
  }
  return rare(all, [...names], (name) => `where was ${name}`);
}

/** A line of an error in what a command printed, as it would come up again: with other numbers in it. */
function errorMessages(all: readonly Said[]): readonly Case[] {
  const results = all.filter(({ isPrinted }) => isPrinted);
  const lines = new Set(
    results
      .flatMap(({ whole }) => whole.split('\n').map((line) => line.trim()))
      .filter((line) => line.length >= 20 && line.length <= 200 && ERROR_LINE.test(line)),
  );
  const messages = new Map(all.map(({ event, whole }) => [event.row, withoutNumbers(whole)]));
  const cases = some([...lines].toSorted()).map((line): Case => {
    const message = withoutNumbers(line.replace(MARK_OF_LINE, ''));
    return {
      question: line.replace(/\d+/gu, (number) => String(Number(number) + 7)),
      wanted: new Set(Array.from(messages).flatMap(([row, whole]) => (whole.includes(message) ? [row] : []))),
    };
  });
  return cases.filter(isRare);
}

/** What holds the same message with other numbers answers as well. */
function withoutNumbers(text: string): string {
  return text.replace(/\d+/gu, '0');
}

/** Those that few events hold, at most {@link MOST_QUESTIONS} of them. */
function rare(all: readonly Said[], pieces: readonly string[], ask: (piece: string) => string): readonly Case[] {
  const cases = some(pieces.toSorted()).map((piece) => ({
    question: ask(piece),
    wanted: rowsOf(all, (whole) => whole.includes(piece)),
  }));
  return cases.filter(isRare);
}

function isRare({ wanted }: Case): boolean {
  return wanted.size <= MOST_HOLDERS;
}

function rowsOf(all: readonly Said[], holds: (whole: string) => boolean): ReadonlySet<number> {
  return new Set(all.filter(({ whole }) => holds(whole)).map(({ event }) => event.row));
}

/** At most {@link MOST_QUESTIONS}, from all over the list. */
function some<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / MOST_QUESTIONS));
  return all.filter((_, place) => place % step === 0);
}

function callKey({ session, call }: ToolCallEvent | ToolResultEvent): string {
  return JSON.stringify([session, call]);
}

function indexed(event: SessionEvent, place: number): IndexedEvent {
  const { session, id, at, type, agent, origin } = event;
  return { row: place + 1, session, id, at, type, agent, author: null, origin, index: place, text: indexText(event) };
}
