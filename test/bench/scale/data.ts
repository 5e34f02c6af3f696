import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory } from '../../../src/core/memory/memory.ts';

export const DIMENSIONS = 384;
export const QUERIES = 200;
/** Written one by one after the others, so that whoever is asked holds the same texts. */
export const WRITES = 200;
const WORDS_A_QUERY = 6;

/** Lines of real rule files where they are at hand, else lines made up from a few words. */
const REAL_LINES = join(import.meta.dirname, '../../../../shared/data/safety/memory_lines_benign_dev.jsonl');
const MADE_UP = 'run the linter before each commit because formatting decides what passes in this repository'.split(
  ' ',
);

export const areLinesReal = existsSync(REAL_LINES);
const lines = readLines();

function readLines(): readonly string[] {
  if (areLinesReal) {
    return readFileSync(REAL_LINES, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const { text }: { readonly text: string } = JSON.parse(line);
        return text;
      });
  }
  return Array.from({ length: 4000 }, (_, line) =>
    Array.from(
      { length: 14 },
      (_word, at) => `${MADE_UP[(line * 7 + at * (1 + (line % 5))) % MADE_UP.length]}${(line * at) % 97}`,
    ).join(' '),
  );
}

/** Two neighbouring lines and, once these are used up, other pairs: no two texts are the same. */
export function textOf(index: number): string {
  const round = Math.floor(index / lines.length);
  return `${lines[index % lines.length]} ${lines[(index + 1 + round * 17) % lines.length]}`;
}

/** The text that a query half remembers. */
export function wantedBy(number: number, size: number): number {
  return (number * 7919) % size;
}

/** A few different words of one text, from all over it, as a person half remembers it. */
export function queryOf(number: number, size: number): string {
  const words = [...new Set(textOf(wantedBy(number, size)).split(/\s+/u))];
  const step = Math.max(1, Math.floor(words.length / WORDS_A_QUERY));
  return Array.from({ length: WORDS_A_QUERY }, (_, at) => words[(number * 31 + at * step) % words.length]).join(' ');
}

/** The words of a text hashed into as many numbers as MiniLM gives: made in no time, and the same for everyone. */
export function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const hash = createHash('md5').update(word).digest();
    for (let at = 0; at < 16; at += 4) {
      const place = hash.readUInt16LE(at) % DIMENSIONS;
      vector[place] = (vector[place] ?? 0) + ((hash[at + 2] ?? 0) % 2 === 0 ? 1 : -1);
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

export function memoryOf(index: number): Memory {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
  const text = textOf(index);
  return {
    id: `mem_${index}`,
    path: `/area-${index % 40}/topic-${index}.md`,
    text,
    kind: 'fact',
    scope: 'workspace',
    tags: ['bench'],
    evidence: [{ session: `s${index % 50}`, event: `e${index}`, quote: text.slice(0, 120) }],
    citations: [],
    links: [],
    origin: 'user',
    author: 'bench',
    confidence: 0.9,
    validFrom: at,
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: at,
    updatedAt: at,
  };
}
