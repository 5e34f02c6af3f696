import type { RecallOptions } from '../../memory/recall.ts';
import { questionTimes } from '../../search/question/question-times.ts';

/** What to look for, and in which past. */
export interface TimedQuery {
  readonly query: string;
  readonly time: Pick<RecallOptions, 'asOf' | 'knownAt'>;
  /** The person's words for the time; empty where they named none. */
  readonly words: string;
}

const BOUND = '(?<bound>as of|before|until|by|in|on|at)';
/** "as of March", "as known in March", "what did we know by March about tokens", "what did we know about tokens in March". */
const LEADS: readonly { readonly pattern: RegExp; readonly asks: 'asOf' | 'knownAt' }[] = [
  {
    pattern: new RegExp(`\\bwhat (?:did|do) (?:we|you|i) know(?: (?:about|of) (?<subject>.+?))? ${BOUND} `, 'iu'),
    asks: 'knownAt',
  },
  { pattern: new RegExp(`\\b(?:as )?known ${BOUND} `, 'iu'), asks: 'knownAt' },
  { pattern: /\b(?<bound>as of) /iu, asks: 'asOf' },
];
const ABOUT = /^(?:about|of|on)\s+/iu;

/**
 * Takes the past that a search asks for out of its words: the end of the day, month or year that it names, on the calendar
 * of where this runs. Where no time follows, the words are words.
 */
export function timedQuery(text: string, now: Date): TimedQuery {
  for (const { pattern, asks } of LEADS) {
    const lead = pattern.exec(text);
    if (lead === null) continue;
    const rest = text.slice(lead.index + lead[0].length);
    const bound = lead.groups?.['bound']?.toLowerCase() === 'before' ? 'before' : 'until';
    const [time] = questionTimes(`${bound} ${rest}`, now);
    if (time?.kind !== 'span' || !`${bound} ${rest}`.startsWith(time.words) || !Number.isFinite(time.to)) continue;
    const named = time.words.slice(bound.length + 1);
    const behind = rest.slice(named.length).replace(/^[\s,:;?.!]+/u, '');
    const pieces = [text.slice(0, lead.index), lead.groups?.['subject'] ?? '', behind.replace(ABOUT, '')];
    const query = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
    const end = new Date(time.to - 1).toISOString();
    return { query: query.join(' '), time: asks === 'asOf' ? { asOf: end } : { knownAt: end }, words: named };
  }
  return { query: text, time: {}, words: '' };
}
