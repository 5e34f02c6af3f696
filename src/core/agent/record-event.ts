import type { Dreamwright } from '../dreamwright.ts';
import { errorText } from '../error-text.ts';
import type { SessionEvent } from '../sessions/event.ts';
import { redactEvent } from '../sessions/redact-event.ts';
import type { SessionHeader } from '../store.ts';
import type { TurnEvent } from './turn-event.ts';

export interface Recorder {
  readonly memory: Pick<Dreamwright, 'appendEvents'>;
  readonly header: SessionHeader;
  /** Nothing of a private session is stored. */
  readonly isPrivate: boolean;
}

/** Stores an event, secrets masked; a store that fails is told of and does not end the conversation. */
export async function* recordEvent(recorder: Recorder, event: SessionEvent): AsyncGenerator<TurnEvent, void> {
  const masked = redactEvent(event);
  if (!recorder.isPrivate) {
    try {
      await recorder.memory.appendEvents(recorder.header, [masked]);
    } catch (error) {
      yield { kind: 'trouble', with: 'store', detail: errorText(error) };
    }
  }
  yield { kind: 'recorded', event: masked };
}
