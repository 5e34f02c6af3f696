import { expect, test } from 'vitest';
import { expectGrounded, storeWithSessions } from './engine-conformance.ts';

test('the local engine, as every engine, cites what is there, and spends nothing', async () => {
  const dreamwright = await storeWithSessions();
  const options = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' } as const;
  expect(await dreamwright.estimateDream(options)).toEqual({ requests: 0, inputTokens: 0, dollars: 0, cap: null });
  const outcome = await dreamwright.dream(options);
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  expect(outcome.record).toMatchObject({ engine: 'local', cost: 0, usage: { inputTokens: 0, outputTokens: 0 } });
  expect(outcome.record.estimate).toBeUndefined();
  expect(outcome.items.length).toBeGreaterThan(0);
  await expectGrounded(dreamwright, outcome.items);
});
