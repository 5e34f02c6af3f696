import { expect, test } from 'vitest';
import { estimateLine } from '../../src/editor/dreams/estimate-line.ts';

const ESTIMATE = { requests: 1, inputTokens: 23_456, dollars: 0.1672, cap: null };

test.each([
  [{}, 'This dream sends about 23,000 tokens to Claude in one request. It costs at most $0.17.'],
  [
    { inputTokens: 500, dollars: 0.0001 },
    'This dream sends fewer than 1,000 tokens to Claude in one request. It costs at most $0.01.',
  ],
  [
    { requests: 3, dollars: null },
    'This dream sends about 23,000 tokens to Claude in 3 requests. Its price is not known.',
  ],
  [
    { cap: '$0.10' },
    'This dream sends about 23,000 tokens to Claude in one request. It costs at most $0.17. It ends at the cap of $0.10 and keeps what it has by then.',
  ],
])('a person reads what a dream would take: %j', (more, line) => {
  expect(estimateLine({ model: 'Claude', estimate: { ...ESTIMATE, ...more } })).toBe(line);
});
