import { lowestOrigin, type Origin } from '../origin.ts';
import type { SessionEvent } from './event.ts';
import { scanShingles } from './scan-shingles.ts';
import { EXTERNAL, PERSON, ShingleTable, type Speaker, TOOL } from './shingle-table.ts';

/** A piece of a text that repeats eight or more words of earlier tool or external content; offsets into the text. */
export interface RepeatedSpan {
  readonly start: number;
  readonly end: number;
  readonly origin: 'tool' | 'external';
}

/**
 * The repetition rule of *origin*: text that repeats eight or more words of earlier tool or external content takes
 * that origin, whoever says it. What a person typed before any tool showed it stays theirs.
 */
export interface OriginTracker {
  /** The origin that the event's words deserve, given what was observed before it. */
  originOf(event: SessionEvent): Origin;
  /** Which pieces of a text are repeats, ordered and apart; an analysis lowers only the sentences that touch one. */
  repeats(text: string): readonly RepeatedSpan[];
  /** Remembers an event's words; call it for every event of the session, in order, after asking about it. */
  observe(event: SessionEvent): void;
}

/** A tracker for one session; `parent` is the tracker of the session that started it. */
export function createOriginTracker(parent?: OriginTracker): OriginTracker {
  const table = new ShingleTable();
  const repeats = (text: string): readonly RepeatedSpan[] => {
    const own = spansOf(text, table);
    const inherited = parent?.repeats(text) ?? [];
    if (inherited.length === 0) return own;
    return joinSpans([...own, ...inherited].sort((left, right) => left.start - right.start));
  };
  return {
    repeats,
    originOf: (event) =>
      event.origin === 'external'
        ? 'external'
        : lowestOrigin([event.origin, ...repeats(event.text).map(({ origin }) => origin)]),
    observe: (event) => {
      const speaker = speakerOf(event);
      if (speaker === 0) return;
      scanShingles(event.text, (low, high) => table.add(low, high, speaker));
    },
  };
}

/** The origin of the piece of a text from `start` to `end`, when all of it would have `origin` but for repeats. */
export function originWithin(
  spans: readonly RepeatedSpan[],
  range: { readonly start: number; readonly end: number; readonly origin: Origin },
): Origin {
  const touching = spans.filter((span) => span.start < range.end && range.start < span.end);
  return lowestOrigin([range.origin, ...touching.map(({ origin }) => origin)]);
}

/** An agent's own words give a repeat no origin; only content and what a person typed are remembered. */
function speakerOf(event: SessionEvent): Speaker {
  if (event.type === 'user') return event.origin === 'assistant' ? 0 : PERSON;
  if (event.type === 'assistant' || event.type === 'tool_call') return 0;
  switch (event.origin) {
    case 'user':
      return PERSON;
    case 'assistant':
      return 0;
    case 'tool':
      return TOOL;
    case 'external':
      return EXTERNAL;
  }
}

function spansOf(text: string, table: ShingleTable): readonly RepeatedSpan[] {
  const spans: RepeatedSpan[] = [];
  scanShingles(text, (low, high, start, end) => {
    const speaker = table.get(low, high);
    if (speaker === TOOL) spans.push({ start, end, origin: 'tool' });
    else if (speaker === EXTERNAL) spans.push({ start, end, origin: 'external' });
  });
  return joinSpans(spans);
}

/** Joins spans that overlap and have the same origin; expects them ordered by start. */
function joinSpans(spans: readonly RepeatedSpan[]): readonly RepeatedSpan[] {
  const joined: RepeatedSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && last.origin === span.origin && span.start <= last.end) {
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    } else {
      joined.push(span);
    }
  }
  return joined;
}
