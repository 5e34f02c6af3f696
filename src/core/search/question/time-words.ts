import { dayFrom, daySpan, monthSpan, type Span, timeAgo, type Unit, unitBefore, yearSpan } from './calendar.ts';

interface Place {
  /** Where in the text it begins and ends. */
  readonly start: number;
  readonly end: number;
  /** Says something of time only beside a word that does: "may", "Friday", "2024". */
  readonly needsCompany: boolean;
}

/** Words that name a time: a certain one, or a month or day that comes round every year. */
export type TimeWords = Place &
  (
    | {
        readonly kind: 'span';
        readonly span: Span /** Milliseconds to either side that may be meant as well. */;
        readonly slack: number;
      }
    | { readonly kind: 'yearly'; readonly month: number; readonly day: number | null; readonly isLast: boolean }
  );

const DAY = 86_400_000;
const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june',
  'july', 'august', 'september', 'october', 'november', 'december',
]; // biome-ignore format: a calendar reads as a table
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, couple: 2, three: 3, few: 3, four: 4, several: 4, five: 5, six: 6, seven: 7, eight: 8,
  nine: 9, ten: 10, eleven: 11, twelve: 12, dozen: 12, fifteen: 15, twenty: 20, thirty: 30, sixty: 60, ninety: 90,
}; // biome-ignore format: numbers read as a table
const UNITS: readonly Unit[] = ['hour', 'day', 'week', 'weekend', 'month', 'year'];

const COUNT = `(\\d{1,4}|(?:a )?(?:${Object.keys(NUMBERS).join('|')}))(?: of)?`;
const UNIT = `(${UNITS.join('|')})`;
const MONTH_NAME = `(${MONTHS.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const DAY_OF_MONTH = '(\\d{1,2})(?:st|nd|rd|th)?';

const ISO_DATE = /\b(\d{4})-(\d{2})(?:-(\d{2})(?:T[\d:.]+Z?)?)?\b/g;
const MONTH = new RegExp(
  `\\b(last )?(?:${DAY_OF_MONTH} (?:of )?)?${MONTH_NAME}\\b\\.?(?: ${DAY_OF_MONTH}\\b)?(?:(?:,| of)? (\\d{4})\\b)?`,
  'gi',
);
const AGO = new RegExp(`\\b${COUNT} ${UNIT}s? ago\\b`, 'gi');
const RECENT = new RegExp(`\\b(?:last|past|previous|recent) ${COUNT} ${UNIT}s?\\b`, 'gi');
const RELATIVE = new RegExp(`\\b(this|last|past|previous) ${UNIT}\\b`, 'gi');
const NEAR_DAY =
  /\b(the day before yesterday|yesterday|last night|today|tonight|this (?:morning|afternoon|evening))\b/gi;
const WEEKDAY = new RegExp(`\\b((?:last|past|this|on) )?(${WEEKDAYS.join('|')})\\b`, 'gi');
const YEAR = /\b(?:19|20)\d{2}\b/g;

/** Finds the words of time in a text, in its order; relative ones are counted from `now`. Of words within others the longer count. */
export function findTimeWords(text: string, now: Date): readonly TimeWords[] {
  const found = [
    ...Array.from(text.matchAll(ISO_DATE), isoDate),
    ...Array.from(text.matchAll(MONTH), monthOrDate),
    ...Array.from(text.matchAll(AGO), (match) => ago(match, now)),
    ...Array.from(text.matchAll(RECENT), (match) => recent(match, now)),
    ...Array.from(text.matchAll(RELATIVE), (match) => relative(match, now)),
    ...Array.from(text.matchAll(NEAR_DAY), (match) => nearDay(match, now)),
    ...Array.from(text.matchAll(WEEKDAY), (match) => weekday(match, now)),
    ...Array.from(text.matchAll(YEAR), (match) => certain(match, yearSpan(Number(match[0])), { needsCompany: true })),
  ].filter((words) => words !== null);
  const kept: TimeWords[] = [];
  for (const words of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (words.start >= (kept.at(-1)?.end ?? 0)) kept.push(words);
  }
  return kept;
}

function certain(
  match: RegExpExecArray,
  span: Span,
  { needsCompany = false, slack = 0 }: { readonly needsCompany?: boolean; readonly slack?: number } = {},
): TimeWords {
  return { kind: 'span', start: match.index, end: match.index + match[0].length, span, slack, needsCompany };
}

function isoDate(match: RegExpExecArray): TimeWords | null {
  const [, year, month, day] = match;
  if (!isDate(Number(month) - 1, Number(day ?? 1))) return null;
  const number = Number(month) - 1;
  return certain(
    match,
    day === undefined ? monthSpan(Number(year), number) : daySpan(Number(year), number, Number(day)),
  );
}

function monthOrDate(match: RegExpExecArray): TimeWords | null {
  const [words, last, before, name = '', after, year] = match;
  const month = MONTHS.findIndex((full) => full.startsWith(name.toLowerCase()));
  const day = before ?? after ?? null;
  if (!isDate(month, Number(day ?? 1))) return null;
  if (year !== undefined) {
    return certain(match, day === null ? monthSpan(Number(year), month) : daySpan(Number(year), month, Number(day)));
  }
  // "may" and "march" are verbs as well, "mar" and "dec" other words.
  const isAmbiguous = name.length < 4 || /^(?:march|sept)$/i.test(name);
  const needsCompany = day === null && last === undefined && isAmbiguous;
  const place = { start: match.index, end: match.index + words.length, needsCompany };
  return { ...place, kind: 'yearly', month, day: day === null ? null : Number(day), isLast: last !== undefined };
}

function ago(match: RegExpExecArray, now: Date): TimeWords {
  const [, count = '', name = ''] = match;
  const unit = unitOf(name);
  const from = timeAgo(now, unit, amount(count));
  const width = unitBefore(now, unit, 0);
  // "Two weeks ago" is no day of the calendar: half a unit to either side may be meant, and a day at least.
  const slack = unit === 'day' || unit === 'hour' ? DAY : (width.to - width.from) / 2 + DAY;
  return certain(match, { from, to: from + DAY }, { slack });
}

function recent(match: RegExpExecArray, now: Date): TimeWords {
  const [, count = '', unit = ''] = match;
  return certain(match, { from: timeAgo(now, unitOf(unit), amount(count)), to: dayFrom(now, 0).to });
}

/** "The past month" reaches until today, "last month" is the calendar's. */
function relative(match: RegExpExecArray, now: Date): TimeWords {
  const [, lead = '', name = ''] = match;
  const unit = unitOf(name);
  const isPast = lead.toLowerCase() === 'past' && unit !== 'weekend';
  if (isPast) return certain(match, { from: timeAgo(now, unit, 1), to: dayFrom(now, 0).to });
  return certain(match, unitBefore(now, unit, lead.toLowerCase() === 'this' ? 0 : 1));
}

function nearDay(match: RegExpExecArray, now: Date): TimeWords {
  const words = match[0].toLowerCase();
  const back = words.startsWith('the day before') ? 2 : words === 'yesterday' || words === 'last night' ? 1 : 0;
  return certain(match, dayFrom(now, -back));
}

/** The latest before today. */
function weekday(match: RegExpExecArray, now: Date): TimeWords {
  const [, lead, name = ''] = match;
  const back = (now.getDay() - WEEKDAYS.indexOf(name.toLowerCase()) + 7) % 7 || 7;
  return certain(match, dayFrom(now, -back), { needsCompany: lead === undefined });
}

function unitOf(name: string): Unit {
  return UNITS.find((unit) => unit === name.toLowerCase()) ?? 'day';
}

function amount(count: string): number {
  const word = count.toLowerCase().replace(/^a (?=.)/, '');
  return NUMBERS[word] ?? (Number(word) || 0);
}

function isDate(month: number, day: number): boolean {
  return month >= 0 && month < 12 && day >= 1 && day <= 31;
}
