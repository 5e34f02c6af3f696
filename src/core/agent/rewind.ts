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
  let kept: readonly SessionEvent[] = [];
  let taken: readonly SessionEvent[] = [];
  for (const event of events) {
    if (event.type === 'other' && event.subtype === REWOUND) {
      const start = startOf(kept, event.text);
      taken = kept.slice(start);
      kept = kept.slice(0, start);
    } else if (event.type === 'other' && event.subtype === REWIND_UNDONE) {
      kept = [...kept, ...taken];
      taken = [];
    } else kept = [...kept, event];
  }
  return kept;
}

/** Where a message begins: with what was attached to it. */
function startOf(events: readonly SessionEvent[], message: string): number {
  let start = events.findIndex(({ id }) => id === message);
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
