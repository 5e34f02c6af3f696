import { expect, test } from 'vitest';
import { rewardRank } from '../../src/core/outcomes/reward.ts';
import { rewardStanding } from '../../src/core/outcomes/reward-standing.ts';
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

test('of two memories that answer alike the one that is hardly judged comes before one of even reward, and says why', () => {
  const index = new MemoryIndex();
  for (const [id, colour] of Object.entries({ a: 'blue', b: 'green' })) {
    index.add(aMemory(id, { path: '/notes/note.md', text: `Deploy with the ${colour} script.` }));
  }
  const standing = rewardStanding(new Map([['a', { good: 3, bad: 3 }]]));
  const options = { limit: 5, meaning: null, holds: () => true, uses: () => 0, ...standing };
  const found = index.search(parseQuestion('how do we deploy', NOW), options);
  expect(found.map(({ memory }) => memory.id)).toEqual(['b', 'a']);
  const explored = 'hardly judged yet: shown a little earlier';
  expect(found.map(({ why }) => why.includes(explored))).toEqual([true, false]);
});
