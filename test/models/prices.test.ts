import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { costOf, DEFAULT_SPEND_LIMITS, priceOf, type SpendLimits } from '../../src/core/dream/cost.ts';
import { daySpending } from '../../src/core/dream/day-spending.ts';
import type { DreamRecord } from '../../src/core/dream/dream-record.ts';
import { NO_USAGE } from '../../src/core/dream/engine/dream-model.ts';
import { Meter } from '../../src/core/dream/engine/meter.ts';
import { parsePrices } from '../../src/models/parse-prices.ts';
import { PRICES } from '../../src/models/prices.ts';
import { fileLedger } from '../../src/store/day-ledger.ts';

const USAGE = { ...NO_USAGE, inputTokens: 1_000_000, outputTokens: 100_000 };

describe('the price of a model', () => {
  test('is that of its own line, also with a date behind its name, and never that of another', () => {
    expect(priceOf('claude-opus-5-20260724', PRICES)).toEqual({ ...PRICES.models['claude-opus-5'], asOf: PRICES.asOf });
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
  const meter = (limits: Partial<SpendLimits> = {}, day = daySpending(null, [], NOW)) =>
    new Meter({ ...DEFAULT_SPEND_LIMITS, ...limits }, day);

  test('of a day counts the dreams of that day alone', () => {
    const dreams = [dream('2026-03-02T01:00:00Z', 4.5, 950_000), dream('2026-03-01T23:00:00Z', 3, 900_000)];
    const { limits } = meter({}, daySpending(null, dreams, NOW));
    expect(limits).toEqual({ dollars: 0.5, inputTokens: 50_000, requests: 20 });
  });

  test('is met before the request that would pass it, in money, tokens and requests', () => {
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

  test('holds when every token is charged as one that is written to the cache', () => {
    const long = { inputTokens: 100_000, outputTokens: 0, isBatch: false };
    const charged = { ...NO_USAGE, inputTokens: 100_000, cacheWriteTokens: 100_000 };
    const sonnet = priceOf('claude-sonnet-5-5', PRICES);
    const capped = meter({ dollarsPerDream: 0.2 });
    capped.usePrice(sonnet);
    expect(costOf(charged, sonnet)).toBeCloseTo(0.25);
    expect(capped.priced([long])).toBeCloseTo(0.25);
    expect(capped.capMetBy([long])).toBe('$0.20');
  });

  test('expects as much more as the service last charged more than was thought', () => {
    const surprised = meter({ inputTokensPerDream: 50_000 });
    surprised.record({ ...NO_USAGE, inputTokens: 20_000 }, request);
    expect(surprised.capMetBy([request])).toBeNull();
    surprised.record({ ...NO_USAGE, inputTokens: 15_000 }, request);
    expect(surprised.capMetBy([request])).toBe('50000 input tokens');
  });

  test('of a day leaves room for what was asked and not answered yet', () => {
    const home = mkdtempSync(join(tmpdir(), 'dreamwright-home-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    const [here, there] = [1, 2].map(() => meter({ dollarsPerDay: 0.2 }, daySpending(fileLedger(home), [], NOW)));
    for (const one of [here, there]) one?.usePrice(price);
    const settle = here?.reserve(request);
    expect(there?.capMetBy([request])).toBe('$0.05 left for today');
    settle?.({ ...NO_USAGE, inputTokens: 1_000 });
    expect(there?.capMetBy([request])).toBeNull();
    expect(here?.cost).toBeCloseTo(0.01);
  });

  test('of a day is the person’s, over all stores, while their dreams run', () => {
    const home = mkdtempSync(join(tmpdir(), 'dreamwright-home-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    const [here, there] = [1, 2].map(() => meter({ dollarsPerDay: 0.3 }, daySpending(fileLedger(home), [], NOW)));
    for (const one of [here, there]) one?.usePrice(price);
    expect(there?.capMetBy([request])).toBeNull();
    here?.record({ ...NO_USAGE, ...request });
    expect(there?.limits.dollars).toBeCloseTo(0.15);
    here?.record({ ...NO_USAGE, ...request });
    expect(there?.capMetBy([request])).toBe('$0.00 left for today');
    const settle = here?.reserve(request);
    settle?.(NO_USAGE);
    expect(fileLedger(home).spentOn('2026-03-02').dollars).toBeCloseTo(0.3);
    expect(fileLedger(home).spentOn('2026-03-03')).toEqual({ dollars: 0, tokens: 0 });
  });

  test('of a day also counts what follows a line that a crash cut short', () => {
    const home = mkdtempSync(join(tmpdir(), 'dreamwright-home-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    const spent = join(home, '.dreamwright', 'spent');
    mkdirSync(spent, { recursive: true });
    writeFileSync(join(spent, '2026-03-02.jsonl'), '{"dollars":0.1,"tok');
    fileLedger(home).add('2026-03-02', { dollars: 0.2, tokens: 5 });
    expect(fileLedger(home).spentOn('2026-03-02')).toEqual({ dollars: 0.2, tokens: 5 });
  });
});
