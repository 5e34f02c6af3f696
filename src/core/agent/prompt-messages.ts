import { assertNever } from '../assert-never.ts';
import { estimateTokens } from '../memory/prompt.ts';
import type { SessionEvent } from '../sessions/event.ts';
import type { ModelMessage } from './model.ts';
import { REPLY_SUBTYPES } from './reply-event.ts';

/**
 * The conversation as a model reads it: only what was said, one message a turn, oldest dropped until it fits.
 * Of two answers in a row the later one stands (the first broke off and was asked again).
 */
export function promptMessages(events: readonly SessionEvent[], budgetTokens: number): readonly ModelMessage[] {
  const messages: ModelMessage[] = [];
  for (const event of events) {
    const message = spokenMessage(event);
    if (message === null) continue;
    const last = messages.at(-1);
    if (last?.role !== message.role) messages.push(message);
    else if (message.role === 'assistant') messages[messages.length - 1] = message;
    else messages[messages.length - 1] = { role: 'user', text: `${last.text}\n\n${message.text}` };
  }
  return newestThatFit(messages, budgetTokens);
}

function spokenMessage(event: SessionEvent): ModelMessage | null {
  switch (event.type) {
    case 'user':
      return { role: 'user', text: event.text };
    case 'assistant':
      return { role: 'assistant', text: event.text };
    case 'other':
      return REPLY_SUBTYPES.has(event.subtype) ? { role: 'assistant', text: event.text } : null;
    case 'tool_call':
    case 'tool_result':
    case 'outcome':
    case 'feedback':
    case 'recall':
      return null;
    default:
      return assertNever(event);
  }
}

function newestThatFit(messages: readonly ModelMessage[], budgetTokens: number): readonly ModelMessage[] {
  let used = 0;
  let first = messages.length;
  while (first > 0) {
    used += estimateTokens(messages[first - 1]?.text ?? '');
    if (used > budgetTokens && first < messages.length) break;
    first -= 1;
  }
  const kept = messages.slice(first);
  return kept[0]?.role === 'assistant' ? kept.slice(1) : kept;
}
