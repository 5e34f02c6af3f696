import type { Clock } from '../clock.ts';
import { newId } from '../identifier.ts';
import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import type { SessionHeader } from '../store.ts';
import { isAttachment } from './attachment.ts';

/** Sessions are append-only, so that a conversation goes back by an event that says so. */
const REWOUND = 'rewound';
const REWIND_UNDONE = 'rewind-undone';

interface Maker {
  readonly header: SessionHeader;
  readonly clock: Clock;
}

/** The conversation goes back to before the user message `message`. */
export function rewoundEvent(maker: Maker, message: string): OtherEvent {
  return other(maker, REWOUND, message);
}

/** What the last rewinding took away belongs to the conversation again. */
export function rewindUndoneEvent(maker: Maker): OtherEvent {
  return other(maker, REWIND_UNDONE, '');
}

/** The session goes by another title. */
export function retitledEvent(maker: Maker, title: string): OtherEvent {
  return other(maker, 'retitled', title);
}

/** The events that the conversation still consists of. */
export function conversationOf(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const kept: SessionEvent[] = [];
  let taken: readonly SessionEvent[] = [];
  for (const event of events) {
    if (isMark(event, REWOUND)) taken = kept.splice(startOf(kept, event.text));
    else if (isMark(event, REWIND_UNDONE)) {
      for (const again of taken) kept.push(again);
      taken = [];
    } else kept.push(event);
  }
  return kept;
}

function isMark(event: SessionEvent, subtype: string): boolean {
  return event.type === 'other' && event.subtype === subtype;
}

/** Where a message begins: with what was attached to it. */
function startOf(events: readonly SessionEvent[], message: string): number {
  let start = events.findLastIndex(({ id }) => id === message);
  if (start < 0) return events.length;
  for (let before = events[start - 1]; before !== undefined && isAttachment(before); before = events[start - 1]) {
    start -= 1;
  }
  return start;
}

function other({ header, clock }: Maker, subtype: string, text: string): OtherEvent {
  const now = clock();
  return {
    session: header.session,
    id: newId('evt', now),
    at: now.toISOString(),
    agent: header.agent,
    type: 'other',
    subtype,
    origin: 'user',
    text,
  };
}
