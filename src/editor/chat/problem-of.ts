import type { TurnEnd } from '../../core/agent/turn-event.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { Problem } from '../../protocol/chat-entry.ts';

/** What the reader is told of a turn that did not end well; null when there is nothing to tell. */
export function problemOf(end: TurnEnd): Problem | null {
  switch (end.kind) {
    case 'complete':
      return null;
    case 'length':
      return {
        text: 'The answer reached its length limit.',
        detail: 'Setting: dreamwright.chat.maxTokens',
        action: null,
      };
    case 'refused':
      return { text: 'The model declined to answer this.', detail: '', action: null };
    case 'paused':
      return {
        text: pauseText(end),
        detail: PAUSE_SETTING[end.because],
        action: end.because === 'steps' ? 'resume' : null,
      };
    case 'failed':
      return problemOfError(end.error);
    default:
      return assertNever(end);
  }
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

function problemOfError(error: Extract<TurnEnd, { kind: 'failed' }>['error']): Problem | null {
  switch (error.kind) {
    case 'cancelled':
      return null;
    case 'refused-key':
      return { text: 'The key was refused. Your message is kept.', detail: error.detail, action: 'connect' };
    case 'rate-limit':
      return { text: rateLimitText(error.retryAfterSeconds), detail: error.detail, action: 'retry' };
    case 'overloaded':
      return { text: 'The model is overloaded. Your message is kept.', detail: error.detail, action: 'retry' };
    case 'disconnected':
      return { text: 'The connection broke off. What came is kept.', detail: error.detail, action: 'resume' };
    case 'unreachable':
      return { text: "Couldn't reach the server. Your message is kept.", detail: error.detail, action: 'retry' };
    case 'rejected':
      return { text: `The model rejected this request: ${error.detail}`, detail: error.detail, action: 'retry' };
    default:
      return assertNever(error);
  }
}

function rateLimitText(seconds: number | null): string {
  const when = seconds === null ? 'in a while' : `in ${Math.ceil(seconds)} s`;
  return `Too many requests. Your message is kept; try again ${when}.`;
}
