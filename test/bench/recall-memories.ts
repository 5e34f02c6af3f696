import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Memory } from '../../src/core/memory/memory.ts';
import { type RewardStanding, rewardStanding } from '../../src/core/outcomes/reward-standing.ts';
import { type FoundMemory, MemoryIndex } from '../../src/core/search/memory-index.ts';
import { promptAnswers } from '../../src/core/search/prompt-answers.ts';
import { parseQuestion, type Question } from '../../src/core/search/question/question.ts';
import { textsOfMeaning } from '../../src/core/search/question/question-meaning.ts';
import { packVector } from '../../src/core/search/vectors/packed-vector.ts';
import { MiniLmThread } from '../../src/embedding/mini-lm-thread.ts';
import { aMemory } from '../search/builders.ts';
import { type MemorySearch, miniSearchAndCosine, oramaHybrid } from './memory-peers.ts';
import { MEMORY_QUESTIONS } from './memory-questions.ts';
import { askedByWords } from './recall-graph.ts';

const KINDS = ['paraphrase', 'name', 'half remembered', 'joined'] as const;
/** How two questions become one, and how far apart in the list they stand. */
const JOINS = [
  [' and ', 1],
  ['? ', 7],
  [', and also ', 13],
] as const;

interface Case {
  readonly kind: (typeof KINDS)[number];
  readonly question: string;
  /** The memory that answers it; both, where it joins two questions. */
  readonly wanted: readonly string[];
}

const NOW = new Date('2026-01-01T00:00:00.000Z');
const RULE = /^\s*[-*] +(.{20,400})$/gmu;

/**
 * Prints how often the wanted memory stands first, and among the first five, by words, by meaning, by both, and by peers
 * over the same vectors. Of joined questions both must be among the first five, and in the prompt.
 */
export async function printMemories(rulesFolder: string): Promise<void> {
  const script = resolve('dist/embedding-worker.js');
  if (!existsSync(script)) return console.log('\nMeaning of memories skipped: npm run build makes the model.');
  const embedder = new MiniLmThread({ script, folder: resolve('dist/model') });
  try {
    await embedder.embed(['warm']);
    const memories = [...MEMORY_QUESTIONS.map(({ text }, place) => aMemory(`m${place}`, text)), ...rules(rulesFolder)];
    const started = performance.now();
    const vectors = new Map<string, Float32Array>();
    for (const memory of memories) {
      const [vector] = await embedder.embed([memory.text]);
      if (vector !== undefined) vectors.set(memory.id, vector);
    }
    const each = (performance.now() - started) / memories.length;
    console.log(`\nMemories: ${memories.length}, ${each.toFixed(1)} ms to embed one (MiniLM, one thread)`);
    await compare(memories, vectors, embedder);
  } finally {
    await embedder.close();
  }
}

async function compare(
  memories: readonly Memory[],
  vectors: ReadonlyMap<string, Float32Array>,
  embedder: MiniLmThread,
): Promise<void> {
  const of = (memory: Memory): Float32Array | null => vectors.get(memory.id) ?? null;
  const { dimensions } = embedder;
  const packed = (memory: Memory): Uint8Array | null => {
    const vector = of(memory);
    return vector === null ? null : packVector(vector);
  };
  const both = new MemoryIndex({ dimensions, of: packed });
  for (const memory of memories) both.add(memory);
  const asked = [...cases(), ...joined(cases(), halfRemembered(memories)), ...halfRemembered(memories)];
  const meanings = new Map<string, Float32Array>();
  const times: number[] = [];
  for (const text of new Set(asked.flatMap(({ question }) => textsOfMeaning(parseQuestion(question, NOW))))) {
    const started = performance.now();
    const [vector] = await embedder.embed([text]);
    times.push(performance.now() - started);
    if (vector !== undefined) meanings.set(text, vector);
  }
  const meaningOf = (text: string): Float32Array => meanings.get(text) ?? new Float32Array(dimensions);
  const options = { limit: 50, holds: () => true, uses: () => 0 };
  const search = (
    question: Question,
    isMeant = true,
    standing: Partial<RewardStanding> = {},
  ): readonly FoundMemory[] => {
    const [whole = new Float32Array(dimensions), ...parts] = textsOfMeaning(question).map(meaningOf);
    return both.search(question, { ...options, ...standing, meaning: isMeant ? { whole, parts } : null });
  };
  const read = (text: string): Question => parseQuestion(text, NOW);
  const withoutWords = (text: string): Question => ({ ...read(text), terms: [], emptyTerms: [], parts: [] });
  const asOnePiece = (text: string): Question => ({ ...read(text), parts: [] });
  const vectorOf = (id: string): Float32Array => vectors.get(id) ?? new Float32Array(dimensions);
  const everySecond = memories
    .filter((_, place) => place % 2 === 0)
    .map(({ id }) => [id, { good: 2, bad: 2 }] as const);
  const explored = rewardStanding(new Map(everySecond));
  const ours: readonly (readonly [string, (question: string) => readonly FoundMemory[]])[] = [
    ['words', (question) => search(read(question), false)],
    ['words, - parts of the question', (question) => search(asOnePiece(question), false)],
    ['meaning', (question) => search(withoutWords(question))],
    ['both', (question) => search(read(question))],
    ['both, every second one explored', (question) => search(read(question), true, explored)],
    ['both, - parts of the question', (question) => search(asOnePiece(question))],
  ];
  const peers: readonly (readonly [string, MemorySearch])[] = [
    ['Orama hybrid', await oramaHybrid(memories, vectorOf, 0.8)],
    ['Orama hybrid, any cosine over .2', await oramaHybrid(memories, vectorOf, 0.2)],
    ['MiniSearch + cosine', miniSearchAndCosine(memories, vectorOf)],
  ];
  for (const [name, way] of ours) {
    await print(name, asked, async (question) => way(question).map(({ memory }) => memory.id));
    const isInPrompt = ({ question, wanted }: Case): boolean => {
      const chosen = promptAnswers(way(question)).map(({ memory }) => memory.id);
      return wanted.every((id) => chosen.includes(id));
    };
    const joins = asked.filter(({ kind }) => kind === 'joined');
    console.log(
      `  ${''.padEnd(34)} both of joined ones in the prompt ${share(joins.filter(isInPrompt).length, joins.length)}`,
    );
  }
  for (const [name, way] of peers) await print(name, asked, (question) => way(question, meaningOf(question)));
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  console.log(`  a question's vector takes ${middle.toFixed(1)} ms (median)`);
}

function cases(): readonly Case[] {
  return MEMORY_QUESTIONS.flatMap(({ paraphrases, names = [] }, place) => [
    ...paraphrases.map((question): Case => ({ kind: 'paraphrase', question, wanted: [`m${place}`] })),
    ...names.map((question): Case => ({ kind: 'name', question, wanted: [`m${place}`] })),
  ]);
}

/** Each memory by up to six of its words, chosen by a fixed sequence. */
function halfRemembered(memories: readonly Memory[]): readonly Case[] {
  return askedByWords(memories).map(
    ({ text, wanted }): Case => ({ kind: 'half remembered', question: text, wanted: [wanted] }),
  );
}

/** Each question about the one memory with three about others: of its kind, and half remembered ones with the others. */
function joined(named: readonly Case[], half: readonly Case[]): readonly Case[] {
  const join = (first: Case, others: readonly Case[], start: number): readonly Case[] =>
    JOINS.flatMap(([joint, step]): readonly Case[] => {
      const second = others[(start + step) % others.length];
      if (second === undefined || first.wanted[0] === second.wanted[0]) return [];
      const wanted = [...first.wanted, ...second.wanted];
      return [{ kind: 'joined', question: `${first.question}${joint}${second.question}`, wanted }];
    });
  return [
    ...named.flatMap((first, place) => [...join(first, named, place), ...join(first, half, 3 * place)]),
    ...half.flatMap((first, place) => join(first, half, place)),
  ];
}

async function print(
  name: string,
  cases: readonly Case[],
  search: (question: string) => Promise<readonly string[]>,
): Promise<void> {
  const line: string[] = [];
  for (const kind of KINDS) {
    const places: number[] = [];
    for (const { question, wanted } of cases.filter((one) => one.kind === kind)) {
      const found = await search(question);
      const worst = Math.max(...wanted.map((id) => found.indexOf(id) + 1 || Number.POSITIVE_INFINITY));
      places.push(worst);
    }
    const within = (first: number): string => share(places.filter((place) => place <= first).length, places.length);
    const first = kind === 'joined' ? 'both in' : `first ${within(1)},`;
    line.push(`${kind} ${first} first five ${within(5)} of ${places.length}`);
  }
  console.log(`  ${name.padEnd(34)} ${line.join('   ')}`);
}

function share(count: number, of: number): string {
  return (count / Math.max(1, of)).toFixed(3);
}

/** The rule lines of a real project's files, as memories among which the wanted ones are to be found. */
function rules(folder: string): readonly Memory[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap((name) =>
    Array.from(readFileSync(join(folder, name), 'utf8').matchAll(RULE), ([, line = '']) => line),
  );
  return [...new Set(lines)].map((line, place) => aMemory(`r${place}`, line));
}
