import type { Clock } from '../clock.ts';
import { newId } from '../identifier.ts';
import type { RecallHit } from '../memory/recall.ts';
import type { Origin } from '../origin.ts';
import type { FeedbackEvent, OtherEvent, RecallEvent, SessionEvent, UserEvent } from '../sessions/event.ts';
import type { SessionHeader } from '../store.ts';
import type { ReplySubtype } from './reply-event.ts';

/** Subtype of the event that tells that the answer before it broke off by itself. */
export const BROKEN_OFF = 'broken-off';

/** Makes the events of one own session. */
export interface EventMaker {
  readonly header: SessionHeader;
  readonly clock: Clock;
  /** The folder that the agent works in; tells dreams which sessions worked at the same place. */
  readonly cwd?: string;
}

type EventBase = Pick<SessionEvent, 'session' | 'id' | 'at' | 'agent' | 'parentSession' | 'cwd'>;

export function eventBase({ header, clock, cwd }: EventMaker): EventBase {
  const now = clock();
  const { session, agent, parentSession } = header;
  return {
    ...{ session, id: newId('evt', now), at: now.toISOString(), agent },
    ...(parentSession !== undefined && { parentSession }),
    ...(cwd !== undefined && { cwd }),
  };
}

export function userEvent(maker: EventMaker, text: string): UserEvent {
  const { author } = maker.header;
  return { ...eventBase(maker), ...(author === undefined ? {} : { author }), type: 'user', origin: 'user', text };
}

/** A message to the agent; only a person's own words count as theirs. */
export function saidEvent(maker: EventMaker, text: string, origin: Origin = 'user'): UserEvent {
  return origin === 'user' ? userEvent(maker, text) : { ...eventBase(maker), type: 'user', origin, text };
}

export function recallEvent(maker: EventMaker, hits: readonly RecallHit[]): RecallEvent {
  return {
    ...eventBase(maker),
    type: 'recall',
    origin: 'tool',
    text: hits.map((hit) => (hit.kind === 'memory' ? hit.path : `${hit.session}#${hit.id}`)).join('\n'),
    memories: hits.flatMap((hit) => (hit.kind === 'memory' ? [hit.memory.id] : [])),
  };
}

export function assistantEvent(maker: EventMaker, id: string, text: string): SessionEvent {
  return { ...eventBase(maker), id, type: 'assistant', origin: 'assistant', text };
}

/** A reply may quote memories, sessions and files of any origin, so unless told better it ranks as the lowest. */
export function replyEvent(maker: EventMaker, id: string, subtype: ReplySubtype, text: string): OtherEvent {
  return { ...eventBase(maker), id, type: 'other', subtype, origin: 'external', text };
}

/** The person stopped the answer `answer`. */
export function stopEvent(maker: EventMaker, answer: string): FeedbackEvent {
  return {
    ...eventBase(maker),
    type: 'feedback',
    origin: 'user',
    text: STOPPED,
    isError: true,
    call: answer,
  };
}

/** Whether a feedback event tells that the person stopped an answer. */
export function isStop({ text }: FeedbackEvent): boolean {
  return text === STOPPED;
}

const STOPPED = 'Stopped the answer.';

/** What shapes the context from here on; the words, where it has some, are a model's about all that came before. */
export function contextEvent(maker: EventMaker, subtype: string, text: string): OtherEvent {
  return { ...eventBase(maker), type: 'other', subtype, origin: 'external', text };
}

/** The answer before it broke off by itself. */
export function brokenOffEvent(maker: EventMaker, detail: string): OtherEvent {
  return { ...eventBase(maker), type: 'other', subtype: BROKEN_OFF, origin: 'tool', text: detail };
}

/** Thumbs up or down for the answer `answer`, or both taken back. */
export function thumbsEvent(maker: EventMaker, answer: string, thumbs: 'up' | 'down' | null): FeedbackEvent {
  const text = thumbs === null ? THUMBS_TEXT.none : THUMBS_TEXT[thumbs];
  return { ...eventBase(maker), type: 'feedback', origin: 'user', text, isError: thumbs === 'down', call: answer };
}

/** The thumbs that a feedback event gives; undefined when it speaks of something else. */
export function thumbsOf(event: FeedbackEvent): 'up' | 'down' | null | undefined {
  switch (event.text) {
    case THUMBS_TEXT.up:
      return 'up';
    case THUMBS_TEXT.down:
      return 'down';
    case THUMBS_TEXT.none:
      return null;
    default:
      return undefined;
  }
}

const THUMBS_TEXT = { up: 'Thumbs up.', down: 'Thumbs down.', none: 'Took the thumbs back.' } as const;

/** What became of an edit that the call made: the person took it, or took it back later. */
export function editFeedbackEvent(maker: EventMaker, call: string, fate: 'accepted' | 'reverted'): FeedbackEvent {
  return {
    ...eventBase(maker),
    type: 'feedback',
    origin: 'user',
    text: EDIT_TEXT[fate],
    isError: fate === 'reverted',
    call,
  };
}

/** The fate of an edit that a feedback event tells; undefined when it speaks of something else. */
export function editFateOf(event: FeedbackEvent): 'accepted' | 'reverted' | undefined {
  if (event.text === EDIT_TEXT.accepted) return 'accepted';
  return event.text === EDIT_TEXT.reverted ? 'reverted' : undefined;
}

const EDIT_TEXT = { accepted: 'Accepted the edit.', reverted: 'Took the edit back.' } as const;
