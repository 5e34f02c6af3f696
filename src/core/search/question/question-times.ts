/** When the question says something happened: a span of time, or a month of any year. */
export type QuestionTime =
  | { readonly kind: 'span'; readonly from: number; readonly to: number; readonly words: string }
  | { readonly kind: 'month'; readonly month: number; readonly words: string };

const DAY = 86_400_000;
const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june',
  'july', 'august', 'september', 'october', 'november', 'december',
]; // biome-ignore format: a calendar reads as a table
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const ISO_DATE = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/g;
const MONTH = new RegExp(
  `\\b(?:(in|last|this|since|of|during|early|late|mid)[- ])?(${MONTHS.join('|')})\\b(?: (\\d{1,2})(?:st|nd|rd|th)?\\b)?(?:,? (\\d{4})\\b)?`,
  'gi',
);
const AGO = new RegExp(
  `\\b(\\d+|${NUMBERS.join('|')}|an?|(?:a )?couple of|(?:a )?few) (day|week|month|year)s? ago\\b`,
  'gi',
);
const RECENT = new RegExp(
  `\\b(?:last|past|previous) (\\d+|${NUMBERS.join('|')}|couple of|few) (day|week|month|year)s\\b`,
  'gi',
);
const RELATIVE = /\b(?:(today|tonight|yesterday)|(this|last|past|previous) (week|weekend|month|year))\b/gi;
const WEEKDAY = new RegExp(`\\b(?:last|past|this|on) (${WEEKDAYS.join('|')})\\b`, 'gi');
const YEAR = /\b(?:in|of|during|since|year) ((?:19|20)\d{2})\b/gi;
const UNIT_DAYS = { day: 1, week: 7, month: 30.4, year: 365.25 } as const;

/** Reads the times a question names; relative ones are counted from `now`. */
export function questionTimes(text: string, now: Date): readonly QuestionTime[] {
  const today = startOfDay(now);
  return [
    ...Array.from(text.matchAll(ISO_DATE), (match) => isoSpan(match)),
    ...Array.from(text.matchAll(MONTH), (match) => monthSpan(match, now)),
    ...Array.from(text.matchAll(AGO), (match) => agoSpan(match, today)),
    ...Array.from(text.matchAll(RECENT), (match) => recentSpan(match, today)),
    ...Array.from(text.matchAll(RELATIVE), (match) => relativeSpan(match, today)),
    ...Array.from(text.matchAll(WEEKDAY), (match) => weekdaySpan(match, today)),
    ...Array.from(text.matchAll(YEAR), ([words, year]) =>
      span(Date.UTC(Number(year), 0), Date.UTC(Number(year) + 1, 0), words),
    ),
  ].filter((time) => time !== null);
}

export function isWithin(at: number, time: QuestionTime): boolean {
  return time.kind === 'span' ? at >= time.from && at < time.to : new Date(at).getUTCMonth() === time.month;
}

function isoSpan([words, year, month, day]: RegExpMatchArray): QuestionTime | null {
  const first = Date.UTC(Number(year), Number(month) - 1, day === undefined ? 1 : Number(day));
  const end = day === undefined ? Date.UTC(Number(year), Number(month)) : first + DAY;
  return span(first, end, words);
}

function monthSpan([words, lead, name = '', day, year]: RegExpMatchArray, now: Date): QuestionTime | null {
  const month = MONTHS.indexOf(name.toLowerCase());
  // "may" and "march" are verbs as well: without a capital, a lead, a day or a year they say nothing of time.
  if ((name === 'may' || name === 'march') && lead === undefined && day === undefined && year === undefined)
    return null;
  if (day === undefined && year === undefined && lead?.toLowerCase() !== 'last') return { kind: 'month', month, words };
  const chosen = year === undefined ? latestYearOf(month, now) : Number(year);
  if (day === undefined) return span(Date.UTC(chosen, month), Date.UTC(chosen, month + 1), words);
  return span(Date.UTC(chosen, month, Number(day)), Date.UTC(chosen, month, Number(day) + 1), words);
}

/** "Last March" is the one that has begun most recently, but never the current month. */
function latestYearOf(month: number, now: Date): number {
  return month < now.getUTCMonth() ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
}

function agoSpan([words, count = '', unit = '']: RegExpMatchArray, today: number): QuestionTime | null {
  const days = unitDays(unit);
  const center = today - amount(count) * days * DAY;
  const slack = days === 1 ? DAY : (days * DAY) / 2 + DAY;
  return span(center - slack, center + slack + DAY, words);
}

function recentSpan([words, count = '', unit = '']: RegExpMatchArray, today: number): QuestionTime | null {
  return span(today - amount(count) * unitDays(unit) * DAY, today + DAY, words);
}

function relativeSpan([words, day, lead = '', unit = '']: RegExpMatchArray, today: number): QuestionTime | null {
  if (day !== undefined)
    return day.toLowerCase() === 'yesterday' ? span(today - DAY, today, words) : span(today, today + DAY, words);
  const length = unit.toLowerCase() === 'weekend' ? 9 : unitDays(unit.toLowerCase());
  return lead.toLowerCase() === 'this'
    ? span(today - length * DAY, today + DAY, words)
    : span(today - 2 * length * DAY, today + DAY, words);
}

function weekdaySpan([words, name = '']: RegExpMatchArray, today: number): QuestionTime | null {
  const back = (new Date(today).getUTCDay() - WEEKDAYS.indexOf(name.toLowerCase()) + 7) % 7 || 7;
  return span(today - back * DAY, today - (back - 1) * DAY, words);
}

function unitDays(unit: string): number {
  return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year' ? UNIT_DAYS[unit] : 7;
}

function amount(count: string): number {
  const word = count.toLowerCase();
  if (/^\d+$/.test(word)) return Number(word);
  if (word === 'a' || word === 'an') return 1;
  if (word.endsWith('couple of')) return 2;
  return word.endsWith('few') ? 3 : NUMBERS.indexOf(word);
}

function span(from: number, to: number, words: string): QuestionTime | null {
  return Number.isFinite(from) && Number.isFinite(to) ? { kind: 'span', from, to, words } : null;
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}
