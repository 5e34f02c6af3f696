import { describe, expect, it, test } from 'vitest';
import { datedText } from '../../../src/core/dream/propose/dated-text.ts';

/** A Wednesday. */
const SAID = '2026-01-07T15:00:00.000Z';
const day = (date: string | null) => (date === null ? null : `${date}T00:00:00.000Z`);

describe('a time that a person names', () => {
  test.each<[said: string, told: string, from: string | null, to: string | null]>([
    ['Never touch src until next week.', 'Never touch src until 12 January 2026.', null, '2026-01-12'],
    ['Never deploy until Friday.', 'Never deploy until 9 January 2026.', null, '2026-01-10'],
    ['Never deploy before Friday.', 'Never deploy before 9 January 2026.', null, '2026-01-09'],
    ['Use npm till tomorrow.', 'Use npm until 8 January 2026.', null, '2026-01-09'],
    ['Use npm today.', 'Use npm on 7 January 2026.', '2026-01-07', '2026-01-08'],
    ['Use npm tomorrow.', 'Use npm on 8 January 2026.', '2026-01-08', '2026-01-09'],
    ['Use npm this week.', 'Use npm between 5 January 2026 and 11 January 2026.', '2026-01-05', '2026-01-12'],
    ['Use npm for this week.', 'Use npm between 5 January 2026 and 11 January 2026.', '2026-01-05', '2026-01-12'],
    ['Starting next week, use pnpm.', 'From 12 January 2026 on, use pnpm.', '2026-01-12', null],
    ['From Monday on always use pnpm.', 'From 12 January 2026 on always use pnpm.', '2026-01-12', null],
    ['As of today use pnpm.', 'From 7 January 2026 on use pnpm.', '2026-01-07', null],
    ['Use npm until the end of the month.', 'Use npm until 31 January 2026.', null, '2026-02-01'],
    ['Use npm until end of next week.', 'Use npm until 18 January 2026.', null, '2026-01-19'],
    ['Use npm for the next two days.', 'Use npm until 9 January 2026.', null, '2026-01-10'],
    ['Use npm over the next week.', 'Use npm until 14 January 2026.', null, '2026-01-15'],
    ['Use npm until March 3rd.', 'Use npm until 3 March 2026.', null, '2026-03-04'],
    ['Use npm until 3 January.', 'Use npm until 3 January 2027.', null, '2027-01-04'],
    ['Use npm until 2026-02-10.', 'Use npm until 10 February 2026.', null, '2026-02-11'],
    ['Use npm through next month.', 'Use npm through 28 February 2026.', null, '2026-03-01'],
    ['Never rebase after tomorrow.', 'Never rebase after 8 January 2026.', '2026-01-09', null],
    ['Since yesterday we use pnpm.', 'Since 6 January 2026 we use pnpm.', '2026-01-06', null],
    [
      'Freeze the API this quarter.',
      'Freeze the API between 1 January 2026 and 31 March 2026.',
      '2026-01-01',
      '2026-04-01',
    ],
  ])('is told as a date: %s', (said, told, from, to) => {
    expect(datedText(said, SAID)).toMatchObject({
      text: told,
      validFrom: day(from),
      validTo: day(to),
      isPassing: false,
    });
  });

  test.each([
    'Use npm for now.',
    'Never touch the migrations folder until the release.',
    'Use the old client until we have shipped the new one.',
    'Use npm until further notice.',
    'Temporarily use npm.',
    'Avoid the cache for the next few days.',
    'Only fix bugs during the code freeze.',
    'Leave the schema alone while we are migrating.',
    'Skip the docs this sprint.',
  ])('and has no end that could be told makes it passing: %s', (said) => {
    expect(datedText(said, SAID)).toMatchObject({ text: said, validFrom: null, validTo: null, isPassing: true });
  });

  test.each([
    'Never deploy on Friday.',
    'Close the books at the end of the month.',
    'Always wait until the tests pass.',
    'Never merge until CI is green.',
    'Do not commit until I say so.',
    'Keep backups for 30 days.',
    'Name the file after today’s date.',
    'Use the next-week helper.',
    'Always use pnpm.',
  ])('each time anew, or none at all, changes nothing: %s', (said) => {
    expect(datedText(said, SAID)).toMatchObject({ text: said, validFrom: null, validTo: null, isPassing: false });
  });

  it('is left as it is where nobody knows when it was said', () => {
    expect(datedText('Use npm until Friday.', 'unknown').text).toBe('Use npm until Friday.');
  });
});
