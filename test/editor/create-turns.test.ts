import { expect, test } from 'vitest';
import { createTurns } from '../../src/editor/review/create-turns.ts';

test('each act starts when the one before has ended, also when that failed', async () => {
  const inTurn = createTurns();
  const told: string[] = [];
  const first = inTurn(async () => {
    told.push('first begins');
    await Promise.resolve();
    told.push('first ends');
    throw new Error('no');
  });
  const second = inTurn(async () => {
    told.push('second begins');
  });
  await expect(first).rejects.toThrow('no');
  await second;
  expect(told).toEqual(['first begins', 'first ends', 'second begins']);
});
