import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import type { Recorder } from '../../core/agent/record-event.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import type { Clock } from '../../core/clock.ts';
import { editFate } from './conversation.ts';
import type { SessionTools } from './session-tools.ts';

export interface ThreadEdits {
  /** The thread's own. */
  readonly tools: () => SessionTools | undefined;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** Hears of each edit that was made. */
  readonly onEdit: (change: FileChange) => void;
}

/** What happens in a thread. Its edits are kept like those of a session that a person watches: accepted, and to be undone. */
export async function* keepThreadEdits(
  events: AsyncIterable<TurnEvent>,
  { tools, recorder, clock, onEdit }: ThreadEdits,
): AsyncGenerator<TurnEvent, void> {
  let message = '';
  for await (const event of events) {
    if (event.kind === 'recorded' && event.event.type === 'user') message = event.event.id;
    const change = event.kind === 'tool-ended' ? tools()?.ended(event.call, message) : undefined;
    yield event;
    if (event.kind !== 'tool-ended' || change === undefined) continue;
    onEdit(change);
    yield* editFate(recorder, clock, event.call, 'accepted');
  }
}
