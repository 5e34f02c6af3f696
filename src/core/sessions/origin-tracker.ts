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
  /**
   * The origin that an event's words deserve, given those before it, which then are remembered too. Call it once for
   * every event of the session, in order.
   */
  admit(event: SessionEvent): Origin;
  /** Which pieces of a text are repeats, ordered; an analysis lowers only the sentences that touch one. */
  repeats(text: string): readonly RepeatedSpan[];
  /** What subagents of this session are judged by, too: all that it saw but their own reports. */
  readonly content: readonly ShingleTable[];
}

/** Tools that start a subagent: their results are its last words, which it must not seem to repeat itself. */
const STARTS_SUBAGENT = /^(?:Task|Agent)$/u;

/** A tracker for one session; `parent` is the tracker of the session that started it. */
export function createOriginTracker(parent?: OriginTracker): OriginTracker {
  const own = new ShingleTable();
  const reports = new ShingleTable();
  const content = [own, ...(parent?.content ?? [])];
  const speakerOfRun = (low: number, high: number): Speaker => {
    let lowest = reports.get(low, high);
    for (const table of content) {
      const speaker = table.get(low, high);
      if (speaker > lowest) lowest = speaker;
    }
    return lowest;
  };
  return {
    content,
    repeats: (text) => {
      const spans: RepeatedSpan[] = [];
      scanShingles(text, (low, high, start, end) => {
        const speaker = speakerOfRun(low, high);
        if (speaker >= TOOL) addSpan(spans, { start, end, origin: speaker === TOOL ? 'tool' : 'external' });
      });
      return spans;
    },
    admit: (event) => {
      const speaker = speakerOf(event);
      const isReport = event.type === 'tool_result' && STARTS_SUBAGENT.test(event.tool ?? '');
      let lowest: number = 0;
      scanShingles(event.text, (low, high) => {
        const earlier = speakerOfRun(low, high);
        if (earlier > lowest) lowest = earlier;
        if (speaker === 0) return;
        if (!isReport) own.add(low, high, speaker);
        else if (own.get(low, high) !== PERSON) reports.add(low, high, speaker);
      });
      return lowestOrigin([
        event.origin,
        ...(lowest >= TOOL ? ([lowest === TOOL ? 'tool' : 'external'] as const) : []),
      ]);
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

/** Joins a span to the last one where they overlap and have the same origin; spans come ordered by start. */
function addSpan(spans: RepeatedSpan[], span: RepeatedSpan): void {
  const last = spans.at(-1);
  if (last !== undefined && last.origin === span.origin && span.start <= last.end) {
    spans[spans.length - 1] = { ...last, end: span.end };
  } else {
    spans.push(span);
  }
}
