import { RESUMED } from '../agent/context-events.ts';
import type { SessionEvent } from '../sessions/event.ts';

/** What an agent said last, its report; what went on where it had broken off is one with it. */
export function lastWords(events: readonly SessionEvent[]): string {
  let words = '';
  let isWhole = true;
  let isResumed = false;
  for (const event of events) {
    if (event.type === 'tool_call') isWhole = true;
    if (event.type === 'other' && event.subtype === RESUMED) isResumed = true;
    if (event.type !== 'assistant') continue;
    words = isResumed && !isWhole ? words + event.text : event.text;
    isWhole = false;
    isResumed = false;
  }
  return words;
}
