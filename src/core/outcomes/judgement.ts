import { editFateOf, thumbsOf } from '../agent/turn-events.ts';
import { assertNever } from '../assert-never.ts';
import type { FeedbackEvent, OutcomeEvent, SessionEvent } from '../sessions/event.ts';

/** What a grader or a person said of one answer, goal or call; a later judgement of the same subject replaces it. */
export interface Judgement {
  readonly subject: string;
  /** Null when the judgement was taken back. */
  readonly isGood: boolean | null;
}

/** What all edits of a session have in common: together they count as much as one answer or one goal. */
export const EDIT_SUBJECT = 'edit:';

/** The judgement that an event gives; null for every event that judges nothing, such as an answer to a question. */
export function judgementOf(event: SessionEvent): Judgement | null {
  if (event.type === 'outcome') return judgementOfOutcome(event);
  return event.type === 'feedback' ? judgementOfFeedback(event) : null;
}

function judgementOfOutcome(event: OutcomeEvent): Judgement {
  if (event.goal === undefined) return { subject: event.id, isGood: !event.isError };
  const { id, result } = event.goal;
  switch (result) {
    case 'satisfied':
      return { subject: id, isGood: true };
    case 'needs_revision':
    case 'max_iterations_reached':
      return { subject: id, isGood: false };
    // Nobody knows whether the goal was reached.
    case 'failed':
    case 'interrupted':
      return { subject: id, isGood: null };
    default:
      return assertNever(result);
  }
}

function judgementOfFeedback(event: FeedbackEvent): Judgement | null {
  const subject = event.call ?? event.id;
  const thumbs = thumbsOf(event);
  if (thumbs !== undefined) return { subject, isGood: thumbs === null ? null : thumbs === 'up' };
  const fate = editFateOf(event);
  if (fate !== undefined) return { subject: `${EDIT_SUBJECT}${subject}`, isGood: fate === 'accepted' };
  return event.isError ? { subject, isGood: false } : null;
}

/** How a session went, from the last word on each subject; its edits share one voice. */
export function countJudgements(judged: ReadonlyMap<string, boolean | null>): {
  readonly good: number;
  readonly bad: number;
} {
  const said = [...judged].filter(([, isGood]) => isGood !== null);
  const edits = said.filter(([subject]) => subject.startsWith(EDIT_SUBJECT));
  const others = said.filter(([subject]) => !subject.startsWith(EDIT_SUBJECT));
  const kept = edits.length === 0 ? 0 : edits.filter(([, isGood]) => isGood).length / edits.length;
  const good = others.filter(([, isGood]) => isGood).length;
  return { good: good + kept, bad: others.length - good + (edits.length === 0 ? 0 : 1 - kept) };
}
