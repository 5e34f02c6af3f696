import { assertNever } from '../assert-never.ts';
import type { OutcomeEvent, SessionEvent } from '../sessions/event.ts';
import { RESUMED } from './context-events.ts';
import { REPLY_SUBTYPES } from './reply-event.ts';
import { BROKEN_OFF, isStop } from './turn-events.ts';

/**
 * How far the answer to the last message came, as far as the conversation's events tell: nothing of it is there, it can
 * go on from what was said and done, it is whole, or the person stopped it.
 */
export type AnswerProgress = 'none' | 'begun' | 'whole' | 'stopped';

export function answerProgress(events: readonly SessionEvent[]): AnswerProgress {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    const progress = event === undefined ? null : progressAfter(event);
    if (progress !== null) return progress;
  }
  return 'whole';
}

/** Where the answer stands after an event; null where the event says nothing about it. */
function progressAfter(event: SessionEvent): AnswerProgress | null {
  switch (event.type) {
    case 'user':
      return 'none';
    case 'assistant':
      return 'whole';
    // A result is always followed by what the model makes of it.
    case 'tool_call':
    case 'tool_result':
      return 'begun';
    case 'outcome':
      return progressAfterOutcome(event);
    case 'feedback':
      return isStop(event) ? 'stopped' : null;
    case 'other':
      if (event.subtype === BROKEN_OFF || event.subtype === RESUMED) return 'begun';
      return REPLY_SUBTYPES.has(event.subtype) ? 'whole' : null;
    case 'recall':
      return null;
    default:
      return assertNever(event);
  }
}

function progressAfterOutcome({ goal }: OutcomeEvent): AnswerProgress | null {
  if (goal === undefined) return null;
  switch (goal.result) {
    case 'needs_revision':
    case 'failed':
      return 'begun';
    case 'satisfied':
    case 'max_iterations_reached':
      return 'whole';
    // Whoever interrupted it stands before it.
    case 'interrupted':
      return null;
    default:
      return assertNever(goal.result);
  }
}
