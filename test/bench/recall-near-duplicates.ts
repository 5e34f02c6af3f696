import { existsSync } from 'node:fs';
import MiniSearch from 'minisearch';
import type { Memory } from '../../src/core/memory/memory.ts';
import { MemoryIndex } from '../../src/core/search/memory-index.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { aMemory } from '../search/builders.ts';
import { askedByWords, readLines } from './recall-graph.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const NUMBER = /(?<![\w.])\d{1,4}(?![\w.])/u;
const NEGATIONS: readonly (readonly [RegExp, string])[] = [
  [/\b[Nn]ever\b/u, 'Always'],
  [/\b[Aa]lways\b/u, 'Never'],
  [/\b[Dd]o not\b/u, 'Do'],
  [/\bDon't\b/u, 'Do'],
];
/** One for all: a number in it would tell as much as one in the text. */
const PATH = '/rules/line.md';
/** Added to the number of a line, each for a memory of its own. */
const STEPS = [1, 2, 10];

interface Twin {
  readonly text: string;
  readonly others: readonly string[];
  /** What tells it from the others. */
  readonly mark: string;
}

/**
 * Prints how often a memory stands first that differs from others in a number or in saying the opposite, asked for by
 * some of its words and that.
 */
export function printNearDuplicates(file: string): void {
  if (!existsSync(file)) {
    console.log(`\nNear-duplicates skipped: no rule lines at ${file}.`);
    return;
  }
  const lines = readLines(file);
  const twins = lines.flatMap((line) => twinOf(line) ?? []);
  const memories = [
    ...lines.map((text, place) => aMemory(`l${place}`, text, { path: PATH })),
    ...twins.flatMap(({ others }, twin) =>
      others.map((text, place) => aMemory(`t${twin}-${place}`, text, { path: PATH })),
    ),
  ];
  const index = new MemoryIndex();
  for (const memory of memories) index.add(memory);
  const peer = new MiniSearch({ fields: ['path', 'text'] });
  peer.addAll(memories.map(({ id, path, text }) => ({ id, path, text })));
  const textOf = new Map(memories.map(({ id, text }) => [id, text]));
  const options = { limit: 1, meaning: null, holds: () => true, uses: () => 0 };
  const ours = (question: string): Memory['text'] | undefined =>
    index.search(parseQuestion(question, NOW), options)[0]?.memory.text;
  const theirs = (question: string): Memory['text'] | undefined => textOf.get(String(peer.search(question)[0]?.id));
  const asked = askedByWords(twins.map(({ text }, place) => ({ id: String(place), text })));
  const share = (search: (question: string) => string | undefined): string => {
    const right = asked.filter(({ text, wanted }) => {
      const twin = twins[Number(wanted)];
      return twin !== undefined && search(`${twin.mark} ${text}`) === twin.text;
    });
    return (right.length / Math.max(1, asked.length)).toFixed(3);
  };
  console.log(
    `\nNear-duplicates: the right one first ${share(ours)}, MiniSearch ${share(theirs)}, of ${asked.length} beside one to three others each`,
  );
}

function twinOf(line: string): Twin | null {
  const number = NUMBER.exec(line)?.[0];
  if (number !== undefined) {
    return {
      text: line,
      others: STEPS.map((step) => line.replace(NUMBER, String(Number(number) + step))),
      mark: number,
    };
  }
  for (const [negation, opposite] of NEGATIONS) {
    const mark = negation.exec(line)?.[0];
    if (mark !== undefined) return { text: line, others: [line.replace(negation, opposite)], mark };
  }
  return null;
}
