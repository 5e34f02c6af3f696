import type { SessionEvent } from '../sessions/event.ts';
import { createOriginTracker, type OriginTracker } from '../sessions/origin-tracker.ts';

/** About ten milliseconds of reading. */
const CHARACTERS_AT_ONCE = 200_000;

/** Whose words the session's texts are, kept over its turns, so that a long session is read once and not at each message. */
export class SessionOrigins {
  readonly #tracker = createOriginTracker();
  #read = 0;

  /** Reads on in all events of the session, of which those known stay as they were; `pause` lets others run meanwhile. */
  async upTo(events: readonly SessionEvent[], pause: () => Promise<void>): Promise<OriginTracker> {
    let characters = 0;
    while (this.#read < events.length) {
      const event = events[this.#read];
      this.#read += 1;
      if (event === undefined) continue;
      this.#tracker.admit(event);
      characters += event.text.length;
      if (characters < CHARACTERS_AT_ONCE) continue;
      characters = 0;
      await pause();
    }
    return this.#tracker;
  }
}
