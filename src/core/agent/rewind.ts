import type { Clock } from '../clock.ts';
import { newId } from '../identifier.ts';
import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import type { SessionHeader } from '../store.ts';
import { isAttachment } from './attachment.ts';

/** Sessions are append-only, so that a conversation goes back by an event that says so. */
const REWOUND = 'rewound';
/** The same, where another message takes the place of the one that it goes back to; what was done for that one stands. */
const REPLACED = 'replaced';
const REWIND_UNDONE = 'rewind-undone';
/** Which edits of a message that was replaced stand in their files. */
const EDITS_LEFT = 'edits-left';

interface Maker {
  readonly header: SessionHeader;
  readonly clock: Clock;
}

/** The conversation goes back to before the user message `message`. */
export function rewoundEvent(maker: Maker, message: string): OtherEvent {
  return other(maker, REWOUND, message);
}

/** The conversation goes back to before the user message `message`, and the next one takes its place. */
export function replacedEvent(maker: Maker, message: string): OtherEvent {
  return other(maker, REPLACED, message);
}

/** What the last rewinding took away belongs to the conversation again. */
export function rewindUndoneEvent(maker: Maker): OtherEvent {
  return other(maker, REWIND_UNDONE, '');
}

/** The edits of these calls stand, though the message that they were made for was replaced by the next one. */
export function editsLeftEvent(maker: Maker, calls: readonly string[]): OtherEvent {
  return other(maker, EDITS_LEFT, calls.join('\n'));
}

/** The calls whose edits were left where a message was replaced; null of any other event. */
export function editsLeftIn(event: SessionEvent): readonly string[] | null {
  return isMark(event, EDITS_LEFT) ? event.text.split('\n') : null;
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
    if (isMark(event, REWOUND) || isMark(event, REPLACED)) taken = kept.splice(startOf(kept, event.text));
    else if (isMark(event, REWIND_UNDONE)) {
      for (const again of taken) kept.push(again);
      taken = [];
    } else kept.push(event);
  }
  return kept;
}

/** A message, those that it took the place of, and all that was said since the first of these. */
export interface MessagesSince {
  readonly messages: ReadonlySet<string>;
  /** When the first of them was sent, ISO 8601. */
  readonly since: string;
}

/** Of all events of a session, what going back to before a message takes back; null where it is not there. */
export function messagesSince(events: readonly SessionEvent[], message: string): MessagesSince | null {
  let start = positionOf(events, message);
  for (let replaced = replacedBy(events, start); replaced >= 0; replaced = replacedBy(events, start)) start = replaced;
  const first = events[start];
  if (first === undefined) return null;
  const said = events.slice(start).flatMap(({ type, id }) => (type === 'user' ? [id] : []));
  return { messages: new Set(said), since: first.at };
}

/** A message as it stands in its conversation, after what belongs to it; empty where it is not there. */
export function messageWithBeside(events: readonly SessionEvent[], message: string): readonly SessionEvent[] {
  const index = positionOf(events, message);
  return index < 0 ? [] : events.slice(beginning(events, index), index + 1);
}

/** Where the message stands that the one at `index` took the place of; -1 where it took none. */
function replacedBy(events: readonly SessionEvent[], index: number): number {
  const mark = events[beginning(events, index) - 1];
  return mark !== undefined && isMark(mark, REPLACED) ? positionOf(events.slice(0, index), mark.text) : -1;
}

/** Where a message begins, with what belongs to it; the end where it is not there. */
function startOf(events: readonly SessionEvent[], message: string): number {
  const index = positionOf(events, message);
  return index < 0 ? events.length : beginning(events, index);
}

/** With what was attached to a message, and what is told of the one that it replaced. */
function beginning(events: readonly SessionEvent[], index: number): number {
  let start = index;
  for (let before = events[start - 1]; before !== undefined && isBeside(before); before = events[start - 1]) start -= 1;
  return start;
}

function isBeside(event: SessionEvent): boolean {
  return isAttachment(event) || isMark(event, EDITS_LEFT);
}

function positionOf(events: readonly SessionEvent[], message: string): number {
  return events.findLastIndex(({ id }) => id === message);
}

function isMark(event: SessionEvent, subtype: string): boolean {
  return event.type === 'other' && event.subtype === subtype;
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
