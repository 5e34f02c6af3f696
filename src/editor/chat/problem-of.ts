import type { TurnEnd } from '../../core/agent/turn-event.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { Problem } from '../../protocol/chat-entry.ts';

/**
 * What the reader is told of a turn that did not end well; null when there is nothing to tell. Where something of the
 * answer is there (`hasBegun`), it goes on from that; only where nothing is, the message is asked again.
 */
export function problemOf(end: TurnEnd, hasBegun: boolean): Problem | null {
  const action = hasBegun ? 'resume' : 'retry';
  switch (end.kind) {
    case 'complete':
      return null;
    case 'length':
      return { text: 'The answer reached its length limit.', detail: 'Setting: dreamwright.chat.maxTokens', action };
    case 'refused':
      return { text: 'The model declined to answer this.', detail: '', action: null };
    case 'paused':
      return { text: pauseText(end), detail: PAUSE_SETTING[end.because], action };
    case 'failed':
      return problemOfError(end.error, hasBegun);
    default:
      return assertNever(end);
  }
}

/** The window was closed, or the answer to a message or the work on a goal failed, before it was whole. */
export function unfinished(hasBegun: boolean, what: 'answer' | 'goal' = 'answer'): Problem {
  return hasBegun
    ? { text: `The ${what} was not finished. What was done is kept.`, detail: '', action: 'resume' }
    : { text: 'No answer came. Your message is kept.', detail: '', action: 'retry' };
}

const PAUSE_SETTING = {
  steps: 'Setting: dreamwright.chat.maxSteps',
  cost: 'Setting: dreamwright.cost.perSession',
} as const;

function pauseText({ because, limit }: Extract<TurnEnd, { kind: 'paused' }>): string {
  return because === 'steps'
    ? `Paused after ${limit} steps.`
    : `Paused: this session has cost $${limit.toFixed(2)}. Raise the cap or start a new session.`;
}

function problemOfError(error: Extract<TurnEnd, { kind: 'failed' }>['error'], hasBegun: boolean): Problem | null {
  if (error.kind === 'cancelled') return null;
  const kept = hasBegun ? 'What was done is kept' : 'Your message is kept';
  const { detail } = error;
  const action = hasBegun ? 'resume' : 'retry';
  switch (error.kind) {
    case 'refused-key':
      return { text: `The key was refused. ${kept}.`, detail, action: 'connect' };
    case 'rate-limit':
      return { text: `Too many requests. ${kept}; try again ${when(error.retryAfterSeconds)}.`, detail, action };
    case 'overloaded':
      return { text: `The model is overloaded. ${kept}.`, detail, action };
    case 'disconnected':
      return { text: `The connection broke off. ${kept}.`, detail, action };
    case 'unreachable':
      return { text: `Couldn't reach the server. ${kept}.`, detail, action };
    case 'rejected':
      return { text: `The model rejected this request: ${detail}`, detail, action };
    default:
      return assertNever(error);
  }
}

function when(seconds: number | null): string {
  return seconds === null ? 'in a while' : `in ${Math.ceil(seconds)} s`;
}
