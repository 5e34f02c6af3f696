import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import { type EventMaker, eventBase } from './turn-events.ts';

const SPENT = 'spent';

/** What the session has cost so far, so that a session that is opened again goes on counting. */
export function spentEvent(maker: EventMaker, usd: number): OtherEvent {
  return { ...eventBase(maker), type: 'other', subtype: SPENT, origin: 'tool', text: `${usd.toFixed(6)} US dollars` };
}

/** The last sum that was noted; null where none was. Rewinding a conversation brings no money back. */
export function spentIn(events: readonly SessionEvent[]): number | null {
  const last = events.findLast((event) => event.type === 'other' && event.subtype === SPENT);
  const usd = Number.parseFloat(last?.text ?? '');
  return Number.isFinite(usd) ? usd : null;
}
