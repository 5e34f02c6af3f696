import { expect, test } from 'vitest';
import type { DreamEstimate } from '../../../src/core/dream/cost.ts';
import { tellEstimate } from '../../../src/core/dream/engine/tell-estimate.ts';

const ESTIMATE: DreamEstimate = {
  ...{ requests: 1, inputTokens: 23_456, dollars: 0.1672, cap: null, pricesAsOf: '2026-10-10' },
  limits: { dollars: 1, inputTokens: 150_000, requests: 20 },
};
const SENDS = 'This dream sends about 23,000 tokens to Claude in';

test.each<[more: Partial<DreamEstimate>, line: string]>([
  [
    {},
    `${SENDS} one request, more where it looks something up. It costs about $0.17 (prices of 2026-10-10), never more than $1.00.`,
  ],
  [
    { inputTokens: 500, dollars: 0.0001 },
    'This dream sends fewer than 1,000 tokens to Claude in one request, more where it looks something up. It costs about $0.01 (prices of 2026-10-10), never more than $1.00.',
  ],
  [
    { inputTokens: 1_234_000 },
    'This dream sends about 1,234,000 tokens to Claude in one request, more where it looks something up. It costs about $0.17 (prices of 2026-10-10), never more than $1.00.',
  ],
  [
    { cap: '$0.10' },
    `${SENDS} one request, more where it looks something up. It costs about $0.17 (prices of 2026-10-10), never more than $1.00. It ends at the cap of $0.10 and keeps what it has by then.`,
  ],
  [
    { dollars: null },
    `${SENDS} one request. What it costs shows as it goes (prices of 2026-10-10), never more than $1.00.`,
  ],
])('a person reads what a dream would take: %j', (more, line) => {
  expect(tellEstimate('Claude', { ...ESTIMATE, ...more })).toBe(line);
});

test('where the price is not known, a person reads how much is sent at most', () => {
  const { pricesAsOf: _none, ...unknown } = { ...ESTIMATE, requests: 3, dollars: null };
  expect(tellEstimate('Claude', unknown)).toBe(
    `${SENDS} 3 requests, more where it looks something up. Its price is not known; it sends at most 150,000 tokens in 20 requests.`,
  );
});
