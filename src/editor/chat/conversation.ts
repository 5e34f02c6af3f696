import { type AttachedText, attachedText, attachmentEvent, isAttachment } from '../../core/agent/attachment.ts';
import type { ModelImage } from '../../core/agent/model.ts';
import { type Recorder, recordEvent } from '../../core/agent/record-event.ts';
import {
  conversationOf,
  editsLeftEvent,
  type MessagesSince,
  messagesSince,
  messageWithBeside,
  replacedEvent,
  retitledEvent,
  rewindUndoneEvent,
  rewoundEvent,
} from '../../core/agent/rewind.ts';
import { SessionOrigins } from '../../core/agent/session-origins.ts';
import type { SessionSpent } from '../../core/agent/spending.ts';
import { spentEvent, spentIn } from '../../core/agent/spent-event.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import { editFeedbackEvent, thumbsEvent } from '../../core/agent/turn-events.ts';
import type { Clock } from '../../core/clock.ts';
import { pause } from '../../core/dream/analyze/pause.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import type { OriginTracker } from '../../core/sessions/origin-tracker.ts';

/** The events of one session as they come, and what of them the conversation still consists of. */
export class Conversation {
  /** Images by the message they came with. They are never stored. */
  readonly images = new Map<string, readonly ModelImage[]>();
  /** The memories that were put before a message, as the model read them. */
  readonly memories = new Map<string, string>();
  readonly #clock: Clock;
  readonly #events: SessionEvent[];
  readonly #origins = new SessionOrigins();
  /** What the events come to; null once another one has come. */
  #current: readonly SessionEvent[] | null = null;

  constructor(clock: Clock, events: readonly SessionEvent[] = []) {
    this.#clock = clock;
    this.#events = [...events];
  }

  /** What the conversation consists of now; the array stays as it is when more is said. */
  get events(): readonly SessionEvent[] {
    this.#current ??= conversationOf(this.#events);
    return this.#current;
  }

  /** Whose words all that was said so far is. */
  origins(): Promise<OriginTracker> {
    return this.#origins.upTo(this.#events, () => pause(undefined));
  }

  /** What the session had taken when it was last left. */
  get spent(): SessionSpent {
    return spentIn(this.#events);
  }

  /** The message that is answered. */
  get lastMessage(): string {
    return this.events.findLast(({ type }) => type === 'user')?.id ?? '';
  }

  before(message: string): readonly SessionEvent[] {
    const { events } = this;
    return events.slice(
      0,
      events.findIndex((event) => event.id === message),
    );
  }

  /** What going back to before a message takes back; null where it is not there. */
  messagesSince(message: string): MessagesSince | null {
    return messagesSince(this.#events, message);
  }

  /** What was put beside a message. */
  attachedTo(message: string): readonly AttachedText[] {
    return this.withBeside(message).flatMap((event) => (isAttachment(event) ? [attachedText(event)] : []));
  }

  /** A message, after the events that belong to it. */
  withBeside(message: string): readonly SessionEvent[] {
    return messageWithBeside(this.events, message);
  }

  /** Takes in what was recorded beside a turn. */
  async record(
    events: AsyncIterable<TurnEvent>,
    tell: (trouble: Extract<TurnEvent, { kind: 'trouble' }>) => void,
  ): Promise<void> {
    for await (const event of events) {
      if (event.kind === 'recorded') this.add(event.event);
      else if (event.kind === 'trouble') tell(event);
    }
  }

  add(event: SessionEvent): void {
    this.#events.push(event);
    this.#current = null;
  }

  attach(recorder: Recorder, attached: readonly AttachedText[]): AsyncGenerator<TurnEvent, void> {
    return recordAll(
      recorder,
      attached.map((text) => attachmentEvent({ header: recorder.header, clock: this.#clock }, text)),
    );
  }

  /** Goes back to before a message. */
  rewind(recorder: Recorder, message: string): AsyncGenerator<TurnEvent, void> {
    return recordAll(recorder, [rewoundEvent({ header: recorder.header, clock: this.#clock }, message)]);
  }

  /** Goes back to before a message, as another takes its place; the edits of these calls stand. */
  replace(recorder: Recorder, message: string, left: readonly string[]): AsyncGenerator<TurnEvent, void> {
    const maker = { header: recorder.header, clock: this.#clock };
    const told = left.length === 0 ? [] : [editsLeftEvent(maker, left)];
    return recordAll(recorder, [replacedEvent(maker, message), ...told]);
  }

  undoRewind(recorder: Recorder): AsyncGenerator<TurnEvent, void> {
    return recordAll(recorder, [rewindUndoneEvent({ header: recorder.header, clock: this.#clock })]);
  }
}

/** The session goes by another title from now on: its header is written again with the event that says so. */
export function retitle(recorder: Recorder, clock: Clock, title: string): AsyncGenerator<TurnEvent, void> {
  const header = { ...recorder.header, title };
  return recordEvent({ ...recorder, header }, retitledEvent({ header, clock }, title));
}

/** Thumbs up or down for an answer, or both taken back. */
export function thumbs(
  recorder: Recorder,
  clock: Clock,
  answer: string,
  feedback: 'up' | 'down' | null,
): AsyncGenerator<TurnEvent, void> {
  return recordEvent(recorder, thumbsEvent({ header: recorder.header, clock }, answer, feedback));
}

/** What the session has taken so far, for when it is opened again. */
export function noteSpent(recorder: Recorder, clock: Clock, spent: SessionSpent): AsyncGenerator<TurnEvent, void> {
  return recordEvent(recorder, spentEvent({ header: recorder.header, clock }, spent));
}

/** What became of an edit: it rewards or blames the memories that the session recalled. */
export function editFate(
  recorder: Recorder,
  clock: Clock,
  call: string,
  fate: 'accepted' | 'reverted',
): AsyncGenerator<TurnEvent, void> {
  return recordEvent(recorder, editFeedbackEvent({ header: recorder.header, clock }, call, fate));
}

async function* recordAll(recorder: Recorder, events: readonly SessionEvent[]): AsyncGenerator<TurnEvent, void> {
  for (const event of events) yield* recordEvent(recorder, event);
}
