import { daySpan, monthSpan, type Span, yearSpan } from './search/question/calendar.ts';

/** What a date or time as it is written stands for; all ISO 8601. */
export interface NamedTime {
  readonly first: string;
  readonly last: string;
  /** The first moment that is no longer meant. */
  readonly end: string;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d/u;

/**
 * Reads `2026-01-31` as that whole day, `2026-01` as the month and `2026` as the year, on the calendar of where this runs;
 * with a time of day it is that moment. Null for what is none of these.
 */
export function parseNamedTime(text: string): NamedTime | null {
  const written = text.trim();
  const time = TIME.test(written) ? Date.parse(written) : Number.NaN;
  if (!Number.isNaN(time)) return namedTime({ from: time, last: time, to: time });
  const span = spanOfDate(written);
  return span === null ? null : namedTime({ ...span, last: span.to - 1 });
}

/** `2026-01-31`: the day of a time (ISO 8601) on the calendar of where this runs. */
export function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('sv');
}

function spanOfDate(written: string): Span | null {
  const [, year, month, day] = DATE.exec(written) ?? [];
  if (year === undefined || (month !== undefined && !isDate(`${year}-${month}-${day ?? '01'}`))) return null;
  if (month === undefined) return yearSpan(Number(year));
  return day === undefined
    ? monthSpan(Number(year), Number(month) - 1)
    : daySpan(Number(year), Number(month) - 1, Number(day));
}

/** The calendar has no 30th of February. */
function isDate(day: string): boolean {
  const at = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

function namedTime({ from, last, to }: Span & { readonly last: number }): NamedTime {
  const written = (at: number): string => new Date(at).toISOString();
  return { first: written(from), last: written(last), end: written(to) };
}
