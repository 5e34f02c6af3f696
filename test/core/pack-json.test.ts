import { describe, expect, it } from 'vitest';
import { packJson, unpackJson } from '../../src/core/pack-json.ts';

const runs = Array.from({ length: 40 }, (_, index) => ({
  at: `2026-01-30T10:${String(index).padStart(2, '0')}:00.000Z`,
  command: index % 3 === 0 ? 'npm run lint' : 'npm test',
  failed: index === 7,
  evidence: { session: '3473af64-d649-4be6-9fc8-27d7e9436a87', event: `e${index}`, quote: '' },
}));

describe('a packed value', () => {
  it.each([
    ['lists of like objects', { runs }],
    ['texts that look packed', { texts: ['~1', '@2', '=3', '~1', '', ' ', '~~'] }],
    ['keys that are marks', { '~~': [['a'], [[1]]], inner: { '~=': 1 } }],
    [
      'times that are none',
      { times: ['2026-13-45T99:99:99.999Z', '2026-01-30T10:00:00Z', '2026-02-30T10:00:00.000Z'] },
    ],
    ['mixed lists', { mixed: [{ a: 1 }, { b: 2 }, null, [], [{ a: 1 }, { a: [] }], 'a', 1, true] }],
    ['lists that are mostly one thing', { rules: [[], [], [], ['gosec'], []], empty: [] }],
  ])('comes back as it was: %s', (_, value) => {
    expect(unpackJson(packJson(value))).toEqual(value);
  });
  it('is much smaller where much comes again', () => {
    expect(packJson({ runs }).length * 4).toBeLessThan(JSON.stringify({ runs }).length);
  });
  it('may hold any number of times', () => {
    const times = Array.from({ length: 200_000 }, (_, index) => new Date(index * 1_000).toISOString());
    expect(unpackJson(packJson({ times }))).toEqual({ times });
  });
  it('is no other text', () => {
    expect(unpackJson('{"version":11}')).toBeUndefined();
  });
});
