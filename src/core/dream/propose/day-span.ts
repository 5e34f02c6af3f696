import { MONTHS } from '../dates.ts';

export const DAY = 86_400_000;
/** As `getUTCDay` counts them. */
export const WEEKDAYS: readonly string[] = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** One day or several whole ones, as milliseconds in UTC; `to` is the first moment after them. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The days that words such as "today", "next week", "Friday", "end of the month" or "March 3rd" name when they are said on
 * the day of `said`. Weeks begin on Monday; a weekday is the next one. Null for words that name none.
 */
export function daySpan(words: string, said: Date): DaySpan | null {
  const time = words.toLowerCase();
  const today = startOfDay(said);
  if (/^(?:today|tonight|this (?:morning|afternoon|evening))$/u.test(time)) return day(today);
  if (time === 'tomorrow') return day(today + DAY);
  if (time === 'yesterday') return day(today - DAY);
  const [, end, endUnit] = /^end of (?:the )?(this |next )?(\w+)$/u.exec(time) ?? [];
  if (endUnit !== undefined) {
    const whole = endUnit === 'day' ? day(today) : period(endUnit, end === 'next ', today);
    return whole === null ? null : day(whole.to - DAY);
  }
  const [, which, unit = time] = /^(this|next|coming|following) (\w+)$/u.exec(time) ?? [];
  return weekday(unit, which === 'this', today) ?? period(unit, which !== 'this', today) ?? date(time, today);
}

/** Midnight UTC, in milliseconds. */
export function startOfDay(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

function day(from: number): DaySpan {
  return { from, to: from + DAY };
}

function weekday(name: string, mayBeToday: boolean, today: number): DaySpan | null {
  const number = WEEKDAYS.indexOf(name);
  if (number < 0) return null;
  const ahead = (number - new Date(today).getUTCDay() + 7) % 7;
  return day(today + (ahead === 0 && !mayBeToday ? 7 : ahead) * DAY);
}

function period(unit: string, isNext: boolean, today: number): DaySpan | null {
  const now = new Date(today);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const monday = today - ((now.getUTCDay() + 6) % 7) * DAY;
  const step = isNext ? 1 : 0;
  switch (unit) {
    case 'week':
      return { from: monday + step * 7 * DAY, to: monday + (step + 1) * 7 * DAY };
    case 'weekend':
      return { from: monday + 5 * DAY, to: monday + 7 * DAY };
    case 'month':
      return { from: Date.UTC(year, month + step), to: Date.UTC(year, month + step + 1) };
    case 'quarter': {
      const first = month - (month % 3) + step * 3;
      return { from: Date.UTC(year, first), to: Date.UTC(year, first + 3) };
    }
    case 'year':
      return { from: Date.UTC(year + step, 0), to: Date.UTC(year + step + 1, 0) };
    default:
      return null;
  }
}

/** A date without its year is the next one. */
function date(time: string, today: number): DaySpan | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(time);
  if (iso !== null) return valid(Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])));
  const month = MONTHS.findIndex((name) => time.includes(name.toLowerCase()));
  const [, number] = /\b(\d{1,2})(?:st|nd|rd|th)?\b/u.exec(time) ?? [];
  if (month < 0 || number === undefined) return null;
  const [year] = /\b\d{4}\b/u.exec(time) ?? [];
  const ofYear = (one: number): number => Date.UTC(one, month, Number(number));
  const thisYear = new Date(today).getUTCFullYear();
  if (year !== undefined) return valid(ofYear(Number(year)));
  return valid(ofYear(thisYear) < today ? ofYear(thisYear + 1) : ofYear(thisYear));
}

function valid(from: number): DaySpan | null {
  return Number.isNaN(from) ? null : day(from);
}
