import type { SessionEvent } from './event.ts';

/** The event with that id and up to `reach` events before and after it, in order; none where it isn't there. */
export async function eventsAround(
  events: AsyncIterable<SessionEvent>,
  id: string,
  reach: number,
): Promise<readonly SessionEvent[]> {
  const window: SessionEvent[] = [];
  let place = -1;
  for await (const event of events) {
    window.push(event);
    if (place < 0 && event.id === id) place = window.length - 1;
    else if (place < 0 && window.length > reach) window.shift();
    if (place >= 0 && window.length > place + reach) break;
  }
  return place < 0 ? [] : window;
}
