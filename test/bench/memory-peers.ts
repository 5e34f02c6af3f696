import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import type { Memory } from '../../src/core/memory/memory.ts';

/** Ids, best first, for a question and its vector. */
export type MemorySearch = (question: string, meaning: Float32Array) => Promise<readonly string[]>;

const LIMIT = 10;

/** Orama's hybrid over the same vectors; `similarity` is the least cosine it takes, .8 as it comes. */
export async function oramaHybrid(
  memories: readonly Memory[],
  vectorOf: (id: string) => Float32Array,
  similarity: number,
): Promise<MemorySearch> {
  const index = create({ schema: { id: 'string', path: 'string', text: 'string', vector: 'vector[384]' } as const });
  const documents = memories.map(({ id, path, text }) => ({ id, path, text, vector: [...vectorOf(id)] }));
  await insertMultiple(index, documents);
  return async (term, meaning) => {
    const vector = { value: [...meaning], property: 'vector' };
    const properties: ('path' | 'text')[] = ['path', 'text'];
    const { hits } = await search(index, { mode: 'hybrid', term, properties, vector, similarity, limit: LIMIT });
    return hits.map(({ id }) => id);
  };
}

/** MiniSearch's score divided by its highest, plus the cosine. */
export function miniSearchAndCosine(memories: readonly Memory[], vectorOf: (id: string) => Float32Array): MemorySearch {
  const index = new MiniSearch({ fields: ['path', 'text'] });
  index.addAll(memories.map(({ id, path, text }) => ({ id, path, text })));
  return async (question, meaning) => {
    const hits = index.search(question);
    const best = hits[0]?.score ?? 1;
    const words = new Map(hits.map(({ id, score }) => [String(id), score / best]));
    return memories
      .map(({ id }) => ({ id, score: (words.get(id) ?? 0) + dot(vectorOf(id), meaning) }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, LIMIT)
      .map(({ id }) => id);
  };
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
