import { thumbsOf } from '../agent/turn-events.ts';
import type { SessionEvent } from '../sessions/event.ts';

/** What a grader or a person said of one answer, goal or call; a later judgement of the same subject replaces it. */
export interface Judgement {
  readonly subject: string;
  /** Null when the judgement was taken back. */
  readonly isGood: boolean | null;
}

/** The judgement that an event gives; null for every event that judges nothing, such as an answer to a question. */
export function judgementOf(event: SessionEvent): Judgement | null {
  if (event.type === 'outcome') return { subject: event.id, isGood: !event.isError };
  if (event.type !== 'feedback') return null;
  const subject = event.call ?? event.id;
  const thumbs = thumbsOf(event);
  if (thumbs !== undefined) return { subject, isGood: thumbs === null ? null : thumbs === 'up' };
  return event.isError ? { subject, isGood: false } : null;
}
