import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Memory } from '../../src/core/memory/memory.ts';
import { MemoryIndex } from '../../src/core/search/memory-index.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { packVector } from '../../src/core/search/vectors/packed-vector.ts';
import { MiniLmThread } from '../../src/embedding/mini-lm-thread.ts';
import { aMemory } from '../search/builders.ts';
import { type MemorySearch, miniSearchAndCosine, oramaHybrid } from './memory-peers.ts';
import { MEMORY_QUESTIONS } from './memory-questions.ts';
import { askedByWords } from './recall-graph.ts';

const KINDS = ['paraphrase', 'name', 'half remembered'] as const;

interface Case {
  readonly kind: (typeof KINDS)[number];
  readonly question: string;
  readonly wanted: string;
}

const NOW = new Date('2026-01-01T00:00:00.000Z');
const RULE = /^\s*[-*] +(.{20,400})$/gmu;

/** Prints how often the wanted memory stands first, and among the first five, by words, by meaning, by both, and by peers over the same vectors. */
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
  const meanings = new Map<string, Float32Array>();
  const times: number[] = [];
  for (const { question } of [...cases(), ...halfRemembered(memories)]) {
    const asked = performance.now();
    const [vector] = await embedder.embed([question]);
    times.push(performance.now() - asked);
    if (vector !== undefined) meanings.set(question, vector);
  }
  const options = { limit: 10, holds: () => true, uses: () => 0 };
  const search = (text: string, question: string, meaning: Float32Array | null): readonly string[] =>
    both
      .search({ ...parseQuestion(text, NOW), text: question }, { ...options, meaning })
      .map(({ memory }) => memory.id);
  const vectorOf = (id: string): Float32Array => vectors.get(id) ?? new Float32Array(dimensions);
  const ways: readonly (readonly [string, MemorySearch])[] = [
    ['words', async (question) => search(question, question, null)],
    ['meaning', async (question, meaning) => search('', question, meaning)],
    ['both', async (question, meaning) => search(question, question, meaning)],
    ['Orama hybrid', await oramaHybrid(memories, vectorOf, 0.8)],
    ['Orama hybrid, any cosine over .2', await oramaHybrid(memories, vectorOf, 0.2)],
    ['MiniSearch + cosine', miniSearchAndCosine(memories, vectorOf)],
  ];
  const asked = [...cases(), ...halfRemembered(memories)];
  for (const [name, way] of ways) {
    await print(name, asked, (question) => way(question, meanings.get(question) ?? new Float32Array(dimensions)));
  }
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  console.log(`  a question's vector takes ${middle.toFixed(1)} ms (median)`);
}

function cases(): readonly Case[] {
  return MEMORY_QUESTIONS.flatMap(({ paraphrases, names = [] }, place) => [
    ...paraphrases.map((question): Case => ({ kind: 'paraphrase', question, wanted: `m${place}` })),
    ...names.map((question): Case => ({ kind: 'name', question, wanted: `m${place}` })),
  ]);
}

/** Each memory by up to six of its words, chosen by a fixed sequence. */
function halfRemembered(memories: readonly Memory[]): readonly Case[] {
  return askedByWords(memories).map(({ text, wanted }): Case => ({ kind: 'half remembered', question: text, wanted }));
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
      places.push((await search(question)).indexOf(wanted));
    }
    const within = (first: number): string =>
      (places.filter((place) => place >= 0 && place < first).length / Math.max(1, places.length)).toFixed(3);
    line.push(`${kind} first ${within(1)}, first five ${within(5)} of ${places.length}`);
  }
  console.log(`  ${name.padEnd(34)} ${line.join('   ')}`);
}

/** The rule lines of a real project's files, as memories among which the wanted ones are to be found. */
function rules(folder: string): readonly Memory[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap((name) =>
    Array.from(readFileSync(join(folder, name), 'utf8').matchAll(RULE), ([, line = '']) => line),
  );
  return [...new Set(lines)].map((line, place) => aMemory(`r${place}`, line));
}
