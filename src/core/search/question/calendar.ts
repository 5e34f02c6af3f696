/** From its first millisecond up to, without, `to`; infinite where it is open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Unit = 'hour' | 'day' | 'week' | 'weekend' | 'month' | 'year';

const HOUR = 3_600_000;
const DAYS_OF_WEEK = 7;

/** Days begin and end where this process runs: "yesterday" is the person's own. */
export function daySpan(year: number, month: number, day: number): Span {
  return { from: new Date(year, month, day).getTime(), to: new Date(year, month, day + 1).getTime() };
}

export function monthSpan(year: number, month: number): Span {
  return { from: new Date(year, month, 1).getTime(), to: new Date(year, month + 1, 1).getTime() };
}

export function yearSpan(year: number): Span {
  return { from: new Date(year, 0, 1).getTime(), to: new Date(year + 1, 0, 1).getTime() };
}

/** The day that is so many days from the one of `now`. */
export function dayFrom(now: Date, days: number): Span {
  return daySpan(now.getFullYear(), now.getMonth(), now.getDate() + days);
}

/** The calendar's unit that holds `now`, or the one so many before it. Weeks begin on Monday. */
export function unitBefore(now: Date, unit: Unit, count: number): Span {
  const sinceMonday = (now.getDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK;
  switch (unit) {
    case 'year':
      return yearSpan(now.getFullYear() - count);
    case 'month':
      return monthSpan(now.getFullYear(), now.getMonth() - count);
    case 'week':
    case 'weekend': {
      const monday = -sinceMonday - DAYS_OF_WEEK * count;
      const first = unit === 'week' ? monday : monday + 5;
      return { from: dayFrom(now, first).from, to: dayFrom(now, monday + DAYS_OF_WEEK).from };
    }
    case 'day':
      return dayFrom(now, -count);
    case 'hour':
      return { from: now.getTime() - count * HOUR, to: now.getTime() - (count - 1) * HOUR };
  }
}

/** The moment, or the day's beginning, so many units ago. */
export function timeAgo(now: Date, unit: Unit, count: number): number {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  switch (unit) {
    case 'year':
      return new Date(year - count, month, day).getTime();
    case 'month':
      return new Date(year, month - count, day).getTime();
    case 'week':
    case 'weekend':
      return new Date(year, month, day - count * DAYS_OF_WEEK).getTime();
    case 'day':
      return new Date(year, month, day - count).getTime();
    case 'hour':
      return now.getTime() - count * HOUR;
  }
}
