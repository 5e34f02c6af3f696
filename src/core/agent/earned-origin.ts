import type { RecallHit } from '../memory/recall.ts';
import type { Origin } from '../origin.ts';
import type { SessionEvent } from '../sessions/event.ts';
import { createOriginTracker } from '../sessions/origin-tracker.ts';

/** The origin of new words: lowered where they repeat content of lower origin, in the conversation or in memories. */
export function earnedOrigin(
  event: SessionEvent,
  history: readonly SessionEvent[],
  recalled: readonly RecallHit[],
): Origin {
  const tracker = createOriginTracker();
  for (const earlier of history) tracker.admit(earlier);
  for (const hit of recalled) tracker.admit(quotation(event, hit));
  return tracker.admit(event);
}

/** A recalled text as if it had been said; of a past event only the text is known, so it counts as the lowest. */
export function quotation({ session, at, agent }: SessionEvent, hit: RecallHit): SessionEvent {
  const origin = hit.kind === 'memory' ? hit.memory.origin : 'external';
  return { session, at, agent, id: hit.id, type: 'other', subtype: 'recalled', origin, text: hit.text };
}
