import { readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { EventIndex } from '../../src/core/search/events/event-index.ts';
import { EVENT_WEIGHTS } from '../../src/core/search/events/event-weights.ts';
import { searchEvents } from '../../src/core/search/events/search-events.ts';
import { MemoryIndex } from '../../src/core/search/memory-index.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { textsOfMeaning } from '../../src/core/search/question/question-meaning.ts';
import { packVector } from '../../src/core/search/vectors/packed-vector.ts';
import { readWordVectors, type WordVectors } from '../../src/core/search/vectors/word-vectors.ts';
import { aMemory, aSession } from '../search/builders.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const MEMORY_COUNTS = [300, 2_000, 10_000, 50_000];
/** More take the peer's scan of the cosines minutes. */
const MOST_WITH_VECTORS = 10_000;
const EVENT_COUNT = 100_000;
const EVENTS_A_SESSION = 50;
const QUERIES = 100;
const WORDS_A_QUERY = 6;
const VOCABULARY = 40_000;
const DIMENSIONS = 384;

type Search = (query: string) => number;

/** Prints build time, memory and the times of a query beside MiniSearch, on made-up texts with natural word frequencies. */
export function printSpeed(): void {
  console.log('\nSpeed beside MiniSearch in the same run (ratio: its time / ours)');
  for (const count of MEMORY_COUNTS) {
    compare(`${count} memories`, texts(count, 12, 40), ourMemories, peerOf);
    if (count <= MOST_WITH_VECTORS) compare('  with vectors', texts(count, 12, 40), ourHybrid, peerWithVectors);
  }
  const events = texts(EVENT_COUNT, 20, 120);
  compare(`${EVENT_COUNT} events`, events, (documents) => ourEvents(documents, null), peerOf);
  const words = readWordVectors(readFileSync('media/word-vectors.bin'));
  compare('  with word vectors', events, (documents) => ourEvents(documents, words), peerOf);
  const started = performance.now();
  for (const text of events.slice(0, 10_000)) words.vectorOf(text);
  console.log(`  a word vector of an event takes ${((performance.now() - started) / 10).toFixed(0)} µs`);
}

type Build = (documents: readonly string[]) => Search;

function compare(name: string, documents: readonly string[], ours: Build, theirs: Build): void {
  const queries = Array.from({ length: QUERIES }, (_, number) => queryOf(documents, number));
  const own = measure(() => ours(documents), queries);
  const peer = measure(() => theirs(documents), queries);
  console.log(
    [
      `  ${name.padEnd(19)}`,
      `build ${own.build.toFixed(0)} ms (x${ratio(peer.build, own.build)})`,
      `heap ${own.megabytes.toFixed(0)} MB (${peer.megabytes.toFixed(0)} MB)`,
      `p50 ${own.p50.toFixed(2)} ms (x${ratio(peer.p50, own.p50)})`,
      `p95 ${own.p95.toFixed(2)} ms (x${ratio(peer.p95, own.p95)})`,
    ].join('   '),
  );
}

function measure(build: () => Search, queries: readonly string[]) {
  const before = heapMegabytes();
  const start = performance.now();
  const search = build();
  const buildTime = performance.now() - start;
  const megabytes = heapMegabytes() - before;
  for (const query of queries) search(query);
  const times = queries
    .map((query) => {
      const asked = performance.now();
      search(query);
      return performance.now() - asked;
    })
    .sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { build: buildTime, megabytes, p50: at(0.5), p95: at(0.95) };
}

function ourMemories(documents: readonly string[]): Search {
  const index = new MemoryIndex();
  documents.forEach((text, number) => {
    index.add(aMemory(`m${number}`, text));
  });
  const options = { limit: 10, meaning: null, holds: () => true, uses: () => 0 };
  return (query) => index.search(parseQuestion(query, NOW), options).length;
}

/** With vectors as long as MiniLM's: what is said is made up, so are they. */
function ourHybrid(documents: readonly string[]): Search {
  const index = new MemoryIndex({ dimensions: DIMENSIONS, of: ({ text }) => packVector(vectorOf(text)) });
  documents.forEach((text, number) => {
    index.add(aMemory(`m${number}`, text));
  });
  const vectors = new Map<string, Float32Array>();
  const options = { limit: 10, holds: () => true, uses: () => 0, rewardRank: () => 1 };
  return (query) => {
    const question = parseQuestion(query, NOW);
    const [whole = new Float32Array(DIMENSIONS), ...parts] = textsOfMeaning(question).map((text) =>
      remembered(vectors, text),
    );
    return index.search(question, { ...options, meaning: { whole, parts } }).length;
  };
}

/** MiniSearch beside a plain scan of the cosines, both added up. */
function peerWithVectors(documents: readonly string[]): Search {
  const index = new MiniSearch({ fields: ['text'] });
  index.addAll(documents.map((text, id) => ({ id, text })));
  const held = documents.map(vectorOf);
  const vectors = new Map<string, Float32Array>();
  return (query) => {
    const asked = remembered(vectors, query);
    const scores = held.map((vector) => {
      let sum = 0;
      for (let at = 0; at < DIMENSIONS; at++) sum += (vector[at] ?? 0) * (asked[at] ?? 0);
      return sum;
    });
    for (const { id, score } of index.search(query)) scores[id] = (scores[id] ?? 0) + score;
    return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, 10).length;
  };
}

/** The time to embed a query is measured apart. */
function remembered(vectors: Map<string, Float32Array>, query: string): Float32Array {
  const vector = vectors.get(query) ?? vectorOf(query);
  vectors.set(query, vector);
  return vector;
}

function vectorOf(text: string): Float32Array {
  const random = randomNumbers(
    Array.from(text).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) | 0,
  );
  const numbers = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return numbers.map((value) => value / length);
}

function ourEvents(documents: readonly string[], words: WordVectors | null): Search {
  const index = new EventIndex(words);
  for (let at = 0; at < documents.length; at += EVENTS_A_SESSION) {
    for (const event of aSession(`s${at}`, documents.slice(at, at + EVENTS_A_SESSION))) index.add(event);
  }
  const options = { limit: 10, until: null, weights: EVENT_WEIGHTS };
  return (query) => searchEvents(index, parseQuestion(query, NOW), options).length;
}

function peerOf(documents: readonly string[]): Search {
  const index = new MiniSearch({ fields: ['text'] });
  index.addAll(documents.map((text, id) => ({ id, text })));
  return (query) => index.search(query).slice(0, 10).length;
}

function texts(count: number, shortest: number, longest: number): readonly string[] {
  const random = randomNumbers(count);
  return Array.from({ length: count }, () => {
    const length = shortest + Math.floor(random() * (longest - shortest));
    return Array.from({ length }, () => word(random)).join(' ');
  });
}

/** A few words of one document, as a person half remembers it. */
function queryOf(documents: readonly string[], number: number): string {
  const random = randomNumbers(number + 1);
  const words = documents[Math.floor(random() * documents.length)]?.split(' ') ?? [];
  return Array.from({ length: WORDS_A_QUERY }, () => words[Math.floor(random() * words.length)]).join(' ');
}

/** Frequencies fall with the rank, as in any language (Zipf's law). */
function word(random: () => number): string {
  return `w${Math.floor(VOCABULARY ** random())
    .toString(26)
    .replace(/[0-9]/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}`;
}

/** Mulberry32: the same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function heapMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

function ratio(theirs: number, ours: number): string {
  return (theirs / Math.max(ours, 1e-6)).toFixed(1);
}
