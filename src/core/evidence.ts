import type { SessionEvent } from './sessions/event.ts';

export const QUOTE_LIMIT = 200;

/** A pointer into a session with a verbatim piece of the event's text. */
export interface Evidence {
  readonly session: string;
  readonly event: string;
  /** At most {@link QUOTE_LIMIT} characters, white space collapsed. */
  readonly quote: string;
}

export function collapseWhiteSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The agent's own words: a tool call's text is made for reading, what stands in its input was written. */
function writtenText(event: SessionEvent): string {
  const text = collapseWhiteSpace(event.text);
  if (event.type !== 'tool_call') return text;
  const inputs = Object.values(event.input).flatMap((value) =>
    typeof value === 'string' ? [collapseWhiteSpace(value)] : [],
  );
  const longestFirst = inputs.toSorted((one, other) => other.length - one.length);
  return longestFirst.find((input) => input !== '' && text.includes(input)) ?? text;
}

/** Evidence that quotes `event` from `start` (an offset into its white-space-collapsed text) on. */
export function quoteEvent(event: SessionEvent, start = 0): Evidence {
  const quote = Array.from(writtenText(event).slice(start)).slice(0, QUOTE_LIMIT).join('').trim();
  return { session: event.session, event: event.id, quote };
}

/** The pointer alone, once the words it quoted are redacted. */
export function withoutQuote(evidence: Evidence): Evidence {
  return { ...evidence, quote: '' };
}

export function isEvidence(value: object): value is Evidence {
  return 'session' in value && 'event' in value && 'quote' in value && typeof value.quote === 'string';
}
