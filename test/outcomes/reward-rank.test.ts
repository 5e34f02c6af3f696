import { expect, test } from 'vitest';
import { rewardRank } from '../../src/core/outcomes/reward.ts';
import { MemoryIndex } from '../../src/core/search/memory-index.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { aMemory } from '../store/builders.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');

function rank(question: string, texts: Readonly<Record<string, string>>, wellServed: string): readonly string[] {
  const index = new MemoryIndex();
  for (const [id, text] of Object.entries(texts)) index.add(aMemory(id, { path: '/notes/note.md', text }));
  const rewardOf = (id: string) => rewardRank(id === wellServed ? { good: 20, bad: 0 } : { good: 0, bad: 20 });
  const options = { limit: 5, meaning: null, holds: () => true, uses: () => 0, rewardRank: rewardOf };
  return index.search(parseQuestion(question, NOW), options).map(({ memory }) => memory.id);
}

test('of two memories that answer alike the one that served well comes first', () => {
  const texts = { a: 'Deploy with the blue script.', b: 'Deploy with the green script.' };
  expect(rank('how do we deploy', texts, 'a')).toEqual(['a', 'b']);
  expect(rank('how do we deploy', texts, 'b')).toEqual(['b', 'a']);
});

test('a memory that served well does not pass one that holds more of the question', () => {
  const texts = { a: 'Deploy the staging preview with the blue script.', b: 'Deploy with the green script.' };
  expect(rank('how do we deploy the staging preview', texts, 'b')).toEqual(['a', 'b']);
});
