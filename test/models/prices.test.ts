import { describe, expect, test } from 'vitest';
import { allowanceOf, costOf, DEFAULT_SPEND_LIMITS, priceOf } from '../../src/core/dream/cost.ts';
import type { DreamRecord } from '../../src/core/dream/dream-record.ts';
import { NO_USAGE } from '../../src/core/dream/engine/dream-model.ts';
import { Meter } from '../../src/core/dream/engine/meter.ts';
import { parsePrices } from '../../src/models/parse-prices.ts';
import { PRICES } from '../../src/models/prices.ts';

const USAGE = { ...NO_USAGE, inputTokens: 1_000_000, outputTokens: 100_000 };

describe('the price of a model', () => {
  test('is that of its own line, also with a date behind its name, and never that of another', () => {
    expect(priceOf('claude-opus-5-20260724', PRICES)).toEqual(PRICES.models['claude-opus-5']);
    expect(priceOf('claude-opus-5-5', PRICES)?.input).toBe(4);
    expect(priceOf('claude-opus-5-9', PRICES)).toBeNull();
    expect(priceOf('gpt', PRICES)).toBeNull();
  });

  test('counts the cache apart, and half for a batch', () => {
    const price = { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 };
    expect(costOf(USAGE, price)).toBeCloseTo(3);
    expect(costOf({ ...USAGE, isBatch: true }, price)).toBeCloseTo(1.5);
    expect(costOf({ ...USAGE, cacheReadTokens: 600_000, cacheWriteTokens: 400_000 }, price)).toBeCloseTo(2.06);
    expect(costOf(USAGE, null)).toBeNull();
  });

  test('of a long prompt is the higher one where there are two', () => {
    const price = priceOf('claude-haiku-5-5', PRICES);
    expect(costOf({ ...NO_USAGE, inputTokens: 100_000 }, price)).toBeCloseTo(0.01);
    expect(costOf({ ...NO_USAGE, inputTokens: 200_000 }, price)).toBeCloseTo(0.1);
  });

  test('comes from the person where they keep a file', () => {
    const own = { input: 1, output: 2, cacheWrite: 0, cacheRead: 0 };
    const parsed = parsePrices(JSON.stringify({ asOf: '2026-11-01', models: { mine: own } }), PRICES);
    expect(parsed).toMatchObject({ kind: 'prices', prices: { asOf: '2026-11-01', models: { mine: own } } });
    expect(parsed.kind === 'prices' && parsed.prices.models['claude-opus-5']).toEqual(PRICES.models['claude-opus-5']);
    const wrong = parsePrices('{"asOf":"2026-11-01","models":{"mine":{"input":-1}}}', PRICES);
    expect(wrong).toMatchObject({ kind: 'invalid', message: expect.stringContaining('models.mine') });
    expect(parsePrices('', PRICES).kind).toBe('invalid');
  });
});

describe('a cap', () => {
  const NOW = new Date('2026-03-02T12:00:00Z');
  const dream = (started: string, cost: number, inputTokens: number) =>
    ({ started, cost, usage: { inputTokens, outputTokens: 0 } }) as DreamRecord;
  const request = { inputTokens: 10_000, outputTokens: 1_000, isBatch: false };
  const price = { input: 10, output: 50, cacheWrite: 0, cacheRead: 0 };

  test('of a day counts the dreams of that day alone', () => {
    const dreams = [dream('2026-03-02T01:00:00Z', 4.5, 950_000), dream('2026-03-01T23:00:00Z', 3, 900_000)];
    expect(allowanceOf(DEFAULT_SPEND_LIMITS, dreams, NOW)).toEqual({
      dollars: 0.5,
      inputTokens: 50_000,
      tokens: 50_000,
      requests: 20,
    });
  });

  test('is met before the request that would pass it, in money, tokens and requests', () => {
    const meter = (limits: Partial<typeof DEFAULT_SPEND_LIMITS>) =>
      new Meter(allowanceOf({ ...DEFAULT_SPEND_LIMITS, ...limits }, [], NOW));
    const dear = meter({ dollarsPerDream: 0.2 });
    expect(dear.capMetBy([request])).toBeNull();
    dear.usePrice(price);
    expect(dear.capMetBy([request])).toBeNull();
    dear.record({ ...NO_USAGE, ...request });
    expect(dear.capMetBy([request])).toBe('$0.20');
    expect(meter({ inputTokensPerDream: 9_999 }).capMetBy([request])).toBe('9999 input tokens');
    expect(meter({ tokensPerDay: 10_500 }).capMetBy([request])).toBe('10500 tokens left for today');
    expect(meter({ requestsPerDream: 1 }).capMetBy([request, request])).toBe('1 request');
  });
});
