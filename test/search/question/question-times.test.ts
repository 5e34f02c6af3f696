import { afterAll, describe, expect, it } from 'vitest';
import { type QuestionTime, questionTimes } from '../../../src/core/search/question/question-times.ts';

const ZONE = process.env.TZ;

afterAll(() => {
  setZone(ZONE);
});

function setZone(zone: string | undefined): void {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
}

/** A Monday, a little after one at night in Berlin and still the Sunday before in New York. */
const NOW = new Date('2026-06-14T23:10:00.000Z');

/** "from … to", both days of the calendar in Berlin, the last without; empty where it is open. */
function told(time: QuestionTime): string {
  if (time.kind === 'month') return `month ${time.month + 1}`;
  const day = (at: number): string => (Number.isFinite(at) ? new Date(at).toLocaleDateString('sv') : '');
  return `${day(time.from)} to ${day(time.to)}`;
}

function times(text: string, zone = 'Europe/Berlin'): readonly string[] {
  setZone(zone);
  return questionTimes(text, NOW).map(told);
}

describe('the times of a question', () => {
  it.each([
    ['what changed since 2026-03-01', '2026-03-01 to '],
    ['what changed since last Monday', '2026-06-08 to '],
    ['since Friday', '2026-06-12 to '],
    ['since yesterday', '2026-06-14 to '],
    ['since last week', '2026-06-08 to '],
    ['since 3 days ago', '2026-06-12 to '],
    ['since May', '2026-05-01 to '],
    ['since early November', '2025-11-01 to '],
    ['since 2025', '2025-01-01 to '],
    ['from March on', '2026-03-01 to '],
    ['from 2026-02 onwards', '2026-02-01 to '],
    ['after May 2026', '2026-06-01 to '],
    ['after 5 March', '2026-03-06 to '],
    ['decided before May', ' to 2026-05-01'],
    ['before the 3rd of May, 2024', ' to 2024-05-03'],
    ['prior to 2025', ' to 2025-01-01'],
    ['until March', ' to 2026-04-01'],
    ['up to yesterday', ' to 2026-06-15'],
    ['as of 2026-03-01', ' to 2026-03-02'],
  ])('"%s" is open on one side: %s', (text, span) => {
    expect(times(text)).toEqual([span]);
  });

  it.each([
    ['between March and May', '2026-03-01 to 2026-06-01'],
    ['between November and February', '2025-11-01 to 2026-03-01'],
    ['between March and May 2024', '2024-03-01 to 2024-06-01'],
    ['between December and February 2025', '2024-12-01 to 2025-03-01'],
    ['from May 2024 to July', '2024-05-01 to 2024-08-01'],
    ['from 2026-02-01 until 2026-02-10', '2026-02-01 to 2026-02-11'],
    ['between Monday and Wednesday', '2026-06-08 to 2026-06-11'],
    ['in the last 10 days', '2026-06-05 to 2026-06-16'],
    ['over the past two weeks', '2026-06-01 to 2026-06-16'],
    ['in the last couple of months', '2026-04-15 to 2026-06-16'],
    ['the past few hours', '2026-06-14 to 2026-06-16'],
    ['last thirty days', '2026-05-16 to 2026-06-16'],
    ['the past week', '2026-06-08 to 2026-06-16'],
    ['last week', '2026-06-08 to 2026-06-15'],
    ['this week', '2026-06-15 to 2026-06-22'],
    ['last weekend', '2026-06-13 to 2026-06-15'],
    ['last month', '2026-05-01 to 2026-06-01'],
    ['last year', '2025-01-01 to 2026-01-01'],
    ['last June', '2025-06-01 to 2025-07-01'],
    ['on June 3', '2026-06-03 to 2026-06-04'],
    ['on 3 Aug', '2025-08-03 to 2025-08-04'],
    ['the day before yesterday', '2026-06-13 to 2026-06-14'],
    ['decided at 2026-02-03T10:20:30Z', '2026-02-03 to 2026-02-04'],
    ['decisions from last week', '2026-06-08 to 2026-06-15'],
  ])('"%s" is a span: %s', (text, span) => {
    expect(times(text)).toEqual([span]);
  });

  it('names one time by one of its words', () => {
    expect(times('on March 5th, 2025')).toEqual(['2025-03-05 to 2025-03-06']);
    expect(times('in 2024, and on 2026-02-03')).toEqual(['2024-01-01 to 2025-01-01', '2026-02-03 to 2026-02-04']);
    expect(times('in May')).toEqual(['month 5']);
  });

  it.each([
    'that may march on',
    'the Friday build',
    'an array with 2000 items',
    'error 2024-99-99',
    'before we deployed',
    'from A to B',
    'the last test',
  ])('"%s" names none', (text) => {
    expect(times(text)).toEqual([]);
  });

  it('says with which words', () => {
    expect(questionTimes('what did we fix since last Monday?', NOW)[0]?.words).toBe('since last Monday');
    expect(questionTimes('between March and May, what broke', NOW)[0]?.words).toBe('between March and May');
  });

  it("counts days by the person's own clock, also where a clock was put forward", () => {
    expect(times('today')).toEqual(['2026-06-15 to 2026-06-16']);
    expect(times('today', 'America/New_York')).toEqual(['2026-06-14 to 2026-06-15']);
    setZone('America/New_York');
    const [today] = questionTimes('today', NOW);
    expect(today).toMatchObject({ from: Date.parse('2026-06-14T04:00:00Z'), to: Date.parse('2026-06-15T04:00:00Z') });
    const [whole] = questionTimes('on 2026-03-08', NOW);
    expect(whole).toMatchObject({ from: Date.parse('2026-03-08T05:00:00Z'), to: Date.parse('2026-03-09T04:00:00Z') });
  });

  it('reads a log full of dates at once', () => {
    expect(questionTimes('2026-01-02 10:00 failed\n'.repeat(200), NOW)).toHaveLength(200);
  });
});
