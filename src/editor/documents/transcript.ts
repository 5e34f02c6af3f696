import { assertNever } from '../../core/assert-never.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { fenced } from '../fenced.ts';
import { readableTime } from '../readable-time.ts';

/** More of one event than this is left out of the document; the session file keeps it. */
const SHOWN_CHARACTERS = 8_000;

export interface Transcript {
  readonly text: string;
  /** Event id → zero-based line of its heading. */
  readonly lines: ReadonlyMap<string, number>;
}

/** A session as a readable Markdown document. */
export function renderTranscript(session: string, events: readonly SessionEvent[]): Transcript {
  const lines = new Map<string, number>();
  const first = events[0];
  const written: string[] = [`# Session ${session}`, ''];
  if (first !== undefined) written.push(`${first.agent}, ${readableTime(first.at)}, ${events.length} events`, '');
  for (const event of events) {
    lines.set(event.id, written.length);
    written.push(`## ${heading(event)} · ${readableTime(event.at)}`, '', ...body(event).split('\n'), '');
  }
  return { text: written.join('\n'), lines };
}

function heading(event: SessionEvent): string {
  switch (event.type) {
    case 'user':
      return event.author ?? 'User';
    case 'assistant':
      return event.agent;
    case 'tool_call':
      return `${event.agent} calls ${event.tool}`;
    case 'tool_result':
      return `${event.tool ?? 'Tool'} ${event.isError ? 'failed' : 'answered'}`;
    case 'outcome':
      return event.isError ? 'Outcome: not reached' : 'Outcome';
    case 'feedback':
      return 'Feedback';
    case 'recall':
      return 'Recalled memories';
    case 'other':
      return event.subtype;
    default:
      return assertNever(event);
  }
}

function body(event: SessionEvent): string {
  const text = event.text.replace(/\r\n?/gu, '\n');
  const shown = text.length > SHOWN_CHARACTERS ? text.slice(0, SHOWN_CHARACTERS) : text;
  const left = text.length - shown.length;
  const note = left > 0 ? `\n\n*${left.toLocaleString('en-US')} more characters*` : '';
  const isSpoken = event.type === 'user' || event.type === 'assistant';
  return `${isSpoken ? shown : fenced(shown)}${note}`;
}
