import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import type { SessionSpent } from './spending.ts';
import { type EventMaker, eventBase } from './turn-events.ts';

const SPENT = 'spent';

/** What the session has taken so far, so that a session that is opened again goes on counting. */
export function spentEvent(maker: EventMaker, { usd, tokens }: SessionSpent): OtherEvent {
  const text = [...(usd === null ? [] : [`${usd.toFixed(6)} US dollars`]), `${tokens} tokens`].join(', ');
  return { ...eventBase(maker), type: 'other', subtype: SPENT, origin: 'tool', text };
}

/** The last sums that were noted. Rewinding a conversation brings nothing back. */
export function spentIn(events: readonly SessionEvent[]): SessionSpent {
  const text = events.findLast((event) => event.type === 'other' && event.subtype === SPENT)?.text ?? '';
  const usd = numberBefore('US dollars', text);
  return { usd, tokens: numberBefore('tokens', text) ?? 0 };
}

function numberBefore(unit: string, text: string): number | null {
  const number = Number.parseFloat(new RegExp(`([\\d.]+) ${unit}`, 'u').exec(text)?.[1] ?? '');
  return Number.isFinite(number) ? number : null;
}
