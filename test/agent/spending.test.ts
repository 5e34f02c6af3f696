import { expect, test } from 'vitest';
import type { ModelEvent } from '../../src/core/agent/model.ts';
import { countedModel, createSpending } from '../../src/core/agent/spending.ts';
import { fakeModel, says } from './fake-model.ts';

const PRICE = { input: 1, output: 10, cacheWrite: 0, cacheRead: 0 };
const USAGE: ModelEvent = { kind: 'usage', inputTokens: 1_000_000, outputTokens: 100_000 };

async function ask(model: ReturnType<typeof countedModel>, stop = new AbortController()): Promise<void> {
  const request = { system: '', messages: [], maxTokens: 10 };
  for await (const event of model.stream(request, stop.signal)) if (event.kind === 'text-delta') stop.abort();
}

test('what agents spend for a session counts for each of them and for the session, and a cap holds over all', async () => {
  const whole = createSpending({ usd: 1, tokens: 5 });
  const parts = [whole.part(), whole.part()];
  for (const part of parts) await ask(countedModel(fakeModel(USAGE, ...says('ok')), PRICE, part));
  expect(parts.map(({ usd }) => usd)).toEqual([2, 2]);
  expect(parts.map(({ wholeUsd }) => wholeUsd)).toEqual([5, 5]);
  expect(whole).toMatchObject({ usd: 5, tokens: 2_200_005 });
});

test('an answer that was stopped is paid for, too', async () => {
  const spending = createSpending();
  await ask(countedModel(fakeModel(USAGE, { kind: 'text-delta', text: 'ha' }), PRICE, spending));
  expect(spending.usd).toBe(2);
});

test('without a price only tokens are counted', async () => {
  const spending = createSpending();
  await ask(countedModel(fakeModel(USAGE, ...says('ok')), null, spending));
  expect(spending).toMatchObject({ usd: null, wholeUsd: 0, tokens: 1_100_000 });
});
