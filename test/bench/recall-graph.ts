import { existsSync, readFileSync } from 'node:fs';
import { fuseNeighbours } from '../../src/core/graph/fuse-neighbours.ts';
import { MemoryGraph } from '../../src/core/graph/memory-graph.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { MemoryIndex } from '../../src/core/search/memory-index.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { words } from '../../src/core/search/words/tokenize.ts';
import { aMemory } from '../search/builders.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const AT = NOW.toISOString();
const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.5, 1] as const;
const LIMIT = 10;
/** Share of a line's words that a question asks with. */
const ASKED = 0.3;

interface Question {
  readonly text: string;
  readonly wanted: string;
}

/**
 * Prints, for several weights of the graph, how well real rule lines are found by a few of their words, which the graph
 * can only disturb, and how many of their neighbours come along. Without an embedder.
 */
export function printGraph(file: string): void {
  if (!existsSync(file)) {
    console.log(`\nGraph skipped: no rule lines at ${file}.`);
    return;
  }
  const memories = readLines(file).map((text, place) => aMemory(`m${place}`, text, { path: `/rules/${place}.md` }));
  const index = new MemoryIndex();
  for (const memory of memories) index.add(memory);
  const started = performance.now();
  const graph = new MemoryGraph({ memory: (id) => index.get(id), relatedSessions: () => [] });
  for (const memory of memories) graph.add(memory);
  const built = performance.now() - started;
  const questions = askedByWords(memories);
  console.log(`\nGraph: ${memories.length} rule lines joined in ${built.toFixed(0)} ms; ${questions.length} questions`);
  for (const weight of WEIGHTS) {
    let rank = 0;
    let first = 0;
    let five = 0;
    let neighbours = 0;
    const times: number[] = [];
    for (const { text, wanted } of questions) {
      const asked = performance.now();
      const found = index.search(parseQuestion(text, NOW), {
        limit: LIMIT + 20,
        meaning: null,
        holds: () => true,
        uses: () => 0,
      });
      const answer =
        weight === 0
          ? found.slice(0, LIMIT)
          : fuseNeighbours(found, graph, { limit: LIMIT, weight, at: AT, held: (id) => index.get(id) });
      times.push(performance.now() - asked);
      const place = answer.findIndex(({ memory }) => memory.id === wanted);
      if (place >= 0) rank += 1 / (place + 1);
      if (place === 0) first += 1;
      if (place >= 0 && place < 5) five += 1;
      neighbours += answer.filter(({ why }) => why.some((clause) => clause.startsWith('neighbour of'))).length;
    }
    times.sort((a, b) => a - b);
    const share = (count: number): string => (count / questions.length).toFixed(4);
    console.log(
      `  weight ${weight.toFixed(1)}  reciprocal rank ${share(rank)}  first ${share(first)}  among five ${share(five)}  neighbours ${share(neighbours)}  p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(2)} ms`,
    );
  }
}

/** Real rule lines, each once. */
export function readLines(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const texts = lines.map((line): string => JSON.parse(line).text);
  return [...new Set(texts)].filter((text) => words(text).length >= 8);
}

/** Up to six words of each line, chosen by a fixed sequence of Lehmer's generator. */
export function askedByWords(memories: readonly Pick<Memory, 'id' | 'text'>[]): readonly Question[] {
  let seed = 7;
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return memories.flatMap(({ id, text }) => {
    const chosen = [...new Set(words(text))].filter(() => next() < ASKED).slice(0, 6);
    return chosen.length < 2 ? [] : [{ text: chosen.join(' '), wanted: id }];
  });
}
