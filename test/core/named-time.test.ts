import { afterEach, describe, expect, test } from 'vitest';
import { dayOf, parseNamedTime } from '../../src/core/named-time.ts';

const ZONE = process.env.TZ;

afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

describe('a date as people and agents write it', () => {
  test.each([
    ['Europe/Berlin', '2026-01-31', '2026-01-30T23:00:00.000Z', '2026-01-31T22:59:59.999Z'],
    ['America/New_York', '2026-01-31', '2026-01-31T05:00:00.000Z', '2026-02-01T04:59:59.999Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['UTC', ' 2026-02 ', '2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z'],
    ['UTC', '2026', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
  ])('in %s, %j is all of it, from %s to %s', (zone, text, first, last) => {
    process.env.TZ = zone;
    const end = new Date(Date.parse(last) + 1).toISOString();
    expect(parseNamedTime(text)).toEqual({ first, last, end });
    expect(dayOf(last).startsWith(text.trim())).toBe(true);
  });

  test('is one moment with a time of day', () => {
    process.env.TZ = 'Europe/Berlin';
    const moment = '2026-01-31T11:00:00.000Z';
    for (const text of ['2026-01-31T12:00:00+01:00', '2026-01-31T12:00', '2026-01-31 12:00']) {
      expect(parseNamedTime(text)).toEqual({ first: moment, last: moment, end: moment });
    }
  });

  test.each(['', 'then', '31', '2026-13', '2026-02-30', '2026-01-31T99:00', '31 January 2026'])(
    '%j is none',
    (text) => {
      expect(parseNamedTime(text)).toBeNull();
    },
  );
});
