import { daySpan, monthSpan, type Span } from './calendar.ts';
import { findTimeWords, type TimeWords } from './time-words.ts';

/** When the question says something happened: a span of time, or a month of any year. `words` are the question's. */
export type QuestionTime =
  | ({ readonly kind: 'span'; readonly words: string } & Span)
  | { readonly kind: 'month'; readonly month: number; readonly words: string };

type Bound = 'since' | 'after' | 'before' | 'until' | 'from';

const BOUNDS: Readonly<Record<string, Bound>> = {
  since: 'since', starting: 'since', after: 'after', following: 'after', 'later than': 'after',
  before: 'before', 'prior to': 'before', 'earlier than': 'before',
  until: 'until', till: 'until', 'up to': 'until', by: 'until', through: 'until', 'as of': 'until',
  from: 'from', between: 'from',
}; // biome-ignore format: which words say what reads as a table
const BOUND = new RegExp(`\\b(${Object.keys(BOUNDS).join('|')})(?: about| around| early| late| the)*\\s+$`, 'i');
const COMPANY = /\b(?:in|of|during|year|this|on|next|early|late|mid)[\s-]+(?:the\s+)?$/i;
/** Between the two ends of a span. */
const JOINED = /^\s*(?:and|to|until|till|through|up to|-|–|—)\s*(?:the\s+)?$/i;
const ONWARDS = /^\s*(?:on|onwards?|forward)\b/i;
/** Characters before a time in which its bound is looked for. */
const LONGEST_LEAD = 40;
const EVER = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as const;

/** Reads the times a question names, on the calendar of where this runs; relative ones are counted from `now`. */
export function questionTimes(text: string, now: Date): readonly QuestionTime[] {
  const times: QuestionTime[] = [];
  const found = findTimeWords(text, now);
  for (let place = 0; place < found.length; place++) {
    const words = found[place];
    if (words === undefined) break;
    const leadStart = Math.max(0, words.start - LONGEST_LEAD);
    const lead = text.slice(leadStart, words.start);
    const boundWords = BOUND.exec(lead);
    const bound = BOUNDS[boundWords?.[1]?.toLowerCase() ?? ''];
    const start = boundWords === null ? words.start : leadStart + boundWords.index;
    const end = found[place + 1];
    if (bound === 'from' && end !== undefined && JOINED.test(text.slice(words.end, end.start))) {
      times.push({ kind: 'span', ...between(words, end, now), words: text.slice(start, end.end) });
      place++;
    } else if (bound !== undefined || !words.needsCompany || COMPANY.test(lead)) {
      const isOnwards = bound === 'from' && ONWARDS.test(text.slice(words.end));
      times.push(bounded(words, isOnwards ? 'since' : bound, text.slice(start, words.end), now));
    }
  }
  return times;
}

export function isWithin(at: number, time: QuestionTime): boolean {
  return time.kind === 'span' ? at >= time.from && at < time.to : new Date(at).getMonth() === time.month;
}

function bounded(time: TimeWords, bound: Bound | undefined, words: string, now: Date): QuestionTime {
  const span = spanOf(time, now);
  switch (bound) {
    case 'since':
      return { kind: 'span', words, ...EVER, from: span.from };
    case 'after':
      return { kind: 'span', words, ...EVER, from: span.to };
    case 'before':
      return { kind: 'span', words, ...EVER, to: span.from };
    case 'until':
      return { kind: 'span', words, ...EVER, to: span.to };
    case 'from':
    case undefined: {
      if (time.kind === 'span') return { kind: 'span', words, from: span.from - time.slack, to: span.to + time.slack };
      const isAnyYear = time.day === null && !time.isLast;
      return isAnyYear ? { kind: 'month', month: time.month, words } : { kind: 'span', words, ...span };
    }
  }
}

/** From the beginning of the one to the end of the other; a year named at one end counts for both. */
function between(first: TimeWords, last: TimeWords, now: Date): Span {
  if (first.kind === 'span' && last.kind === 'yearly') {
    const inYear = yearly(last, new Date(first.span.from).getFullYear());
    const { to } = inYear.to > first.span.from ? inYear : yearly(last, new Date(first.span.from).getFullYear() + 1);
    return { from: first.span.from, to };
  }
  const end = spanOf(last, now);
  return { from: first.kind === 'span' ? first.span.from : latestBegun(first, end.to - 1).from, to: end.to };
}

function spanOf(time: TimeWords, now: Date): Span {
  if (time.kind === 'span') return time.span;
  // "Last June" in June is the one of a year ago.
  const latest = time.isLast ? new Date(now.getFullYear(), now.getMonth(), 0) : now;
  return latestBegun(time, latest.getTime());
}

function latestBegun(time: TimeWords & { readonly kind: 'yearly' }, by: number): Span {
  const year = new Date(by).getFullYear();
  const span = yearly(time, year);
  return span.from <= by ? span : yearly(time, year - 1);
}

function yearly({ month, day }: TimeWords & { readonly kind: 'yearly' }, year: number): Span {
  return day === null ? monthSpan(year, month) : daySpan(year, month, day);
}
