import { describe, expect, test } from 'vitest';
import { datesAhead, parseDay } from '../../src/editor/memories/dates-ahead.ts';

const NOW = new Date('2026-01-31T10:00:00.000Z');

describe('dates ahead', () => {
  test('end with the month where it has no such day', () => {
    expect(datesAhead(NOW).map(({ at }) => at.slice(0, 10))).toEqual([
      '2026-02-28',
      '2026-04-30',
      '2026-07-31',
      '2027-01-31',
    ]);
  });

  test.each([
    ['2026-02-01', '2026-02-02T00:00:00.000Z'],
    [' 2026-12-24 ', '2026-12-25T00:00:00.000Z'],
    ['2026-02-30', null],
    ['2026-01-30', null],
    ['tomorrow', null],
    ['', null],
  ])('read %j as %s', (text, at) => {
    expect(parseDay(text, NOW)).toBe(at);
  });
});
