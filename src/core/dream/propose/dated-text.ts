import { longDate, MONTHS } from '../dates.ts';
import { DAY, daySpan, startOfDay, WEEKDAYS } from './day-span.ts';
import { holdsForAWhile } from './holds-for-a-while.ts';

/** A person's sentence with the times that it names told as dates. */
export interface DatedText {
  readonly text: string;
  /** What stands there now for each time: "until 12 January 2026". */
  readonly times: readonly string[];
  /** When it begins and ceases to hold (ISO 8601); null where the words set no such end. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** It holds for a time of which the words do not tell the end: "for now", "until the release". */
  readonly isPassing: boolean;
}

const MONTH = MONTHS.join('|');
const WEEKDAY = WEEKDAYS.join('|');
const UNIT = 'week|weekend|month|quarter|year';
const LEAD =
  'until|till|through|up to|by|before|starting(?: from| on| with)?|beginning|as of|effective|from|since|after|for|in|on|over|during';
const DATE = `\\d{4}-\\d{2}-\\d{2}|(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTH})(?:,? \\d{4})?`;
const TIME = new RegExp(
  `\\b(?:(?<lead>${LEAD}) )?(?:the )?(?<time>today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening)|(?:this|next|coming|following) (?:${UNIT}|${WEEKDAY})|end of (?:the )?(?:this |next )?(?:day|${UNIT})|${WEEKDAY}|${DATE})(?:(?<=day|\\d|week|month|year|tomorrow) on(?:wards?)?)?(?![\\w'’-])`,
  'giu',
);
const NUMBERS = 'zero one two three four five six seven eight nine ten'.split(' ');
const DURATION = new RegExp(
  `\\b(?:for|over|during|in) the (?:next|coming) (?:(?<count>\\d+|${NUMBERS.join('|')}) )?(?<unit>hour|day|week|month)s?\\b`,
  'giu',
);
/** Behind these alone a day or date of any kind is one day: "on Friday" may be every Friday. */
const ENDS = /^(?:until|till|through|up to|by|before|starting|beginning|as of|effective|from|since|after)/iu;
const ANY_SUCH_DAY = new RegExp(`^(?:${WEEKDAY}|end of .*|${DATE})$`, 'iu');
const AGAIN_AND_AGAIN = new RegExp(`\\b(?:every|each) (?:day|${UNIT}|${WEEKDAY})\\b|\\b(?:${WEEKDAY})s\\b`, 'iu');

/** Where a sentence begins. */
const OPENING = /(?:^|[.!?]\s+|\n)$/u;

/** A time in a sentence, as a date. */
interface Reading {
  readonly index: number;
  readonly words: string;
  readonly told: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** Reads the times of a sentence that was said at `at` (ISO 8601; days are those of UTC) and tells them as dates. */
export function datedText(sentence: string, at: string): DatedText {
  const said = new Date(at);
  const readings = Number.isNaN(said.getTime()) ? [] : readTimes(sentence, said);
  const from = readings.find((reading) => reading.from !== null)?.from ?? null;
  const to = readings.find((reading) => reading.to !== null)?.to ?? null;
  const text = readings.reduceRight((told, { index, words, told: date }) => {
    const before = told.slice(0, index);
    return before + (OPENING.test(before) ? capitalized(date) : date) + told.slice(index + words.length);
  }, sentence);
  return {
    text,
    times: readings.map(({ told }) => told),
    validFrom: from === null ? null : new Date(from).toISOString(),
    validTo: to === null ? null : new Date(to).toISOString(),
    isPassing: to === null && holdsForAWhile(text),
  };
}

/** In their order, none inside of another. */
function readTimes(sentence: string, said: Date): readonly Reading[] {
  const durations = [...sentence.matchAll(DURATION)].map((match) => readDuration(match, said));
  const times = [...sentence.matchAll(TIME)].flatMap((match) => readTime(match, said, sentence) ?? []);
  const isApart = ({ index, words }: Reading): boolean =>
    durations.every((other) => index + words.length <= other.index || index >= other.index + other.words.length);
  return [...durations, ...times.filter(isApart)].sort((a, b) => a.index - b.index);
}

function readDuration({ 0: words, index, groups }: RegExpExecArray, said: Date): Reading {
  const count = countOf(groups?.['count'] ?? 'one');
  const today = startOfDay(said);
  const day = new Date(today);
  const last = {
    hour: said.getTime() + count * (DAY / 24),
    day: today + count * DAY,
    week: today + count * 7 * DAY,
    month: Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count, day.getUTCDate()),
  }[unitOf(groups?.['unit'] ?? '')];
  const to = groups?.['unit']?.toLowerCase() === 'hour' ? last : last + DAY;
  return { index, words, told: `until ${tell(last)}`, from: null, to };
}

function countOf(word: string): number {
  return /^\d/u.test(word) ? Number(word) : NUMBERS.indexOf(word.toLowerCase());
}

function unitOf(word: string): 'hour' | 'day' | 'week' | 'month' {
  const unit = word.toLowerCase();
  return unit === 'hour' || unit === 'week' || unit === 'month' ? unit : 'day';
}

function readTime({ 0: words, index, groups }: RegExpExecArray, said: Date, sentence: string): Reading | null {
  const lead = groups?.['lead']?.toLowerCase() ?? '';
  const time = groups?.['time'] ?? '';
  if (ANY_SUCH_DAY.test(time) && (!ENDS.test(lead) || AGAIN_AND_AGAIN.test(sentence))) return null;
  const span = daySpan(time, said);
  if (span === null) return null;
  const isOneDay = span.to - span.from === DAY;
  const [first, last] = [tell(span.from), tell(span.to - DAY)];
  const at = { index, words };
  const [firstWord = ''] = lead.split(' ');
  switch (firstWord) {
    case 'until':
    case 'till':
      // "Until Friday" takes the Friday in, "until next week" leaves that week out.
      return { ...at, told: `until ${first}`, from: null, to: isOneDay ? span.to : span.from };
    case 'through':
    case 'up':
    case 'by':
      return { ...at, told: `${lead} ${last}`, from: null, to: span.to };
    case 'before':
      return { ...at, told: `before ${first}`, from: null, to: span.from };
    case 'after':
      return { ...at, told: `after ${last}`, from: span.to, to: null };
    case 'since':
      return { ...at, told: `since ${first}`, from: span.from, to: null };
    case 'starting':
    case 'beginning':
    case 'as':
    case 'effective':
    case 'from':
      return { ...at, told: `from ${first} on`, from: span.from, to: null };
    default:
      if (time.toLowerCase() === 'yesterday') return { ...at, told: `on ${first}`, from: null, to: null };
      return { ...at, told: isOneDay ? `on ${first}` : `between ${first} and ${last}`, ...span };
  }
}

function tell(time: number): string {
  return longDate(new Date(time).toISOString());
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
