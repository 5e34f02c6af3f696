import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import type { Recorder } from '../../core/agent/record-event.ts';
import type { Spending } from '../../core/agent/spending.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import type { ChatSessionParts } from './chat-session-parts.ts';
import { type Conversation, editFate, noteSpent, retitle } from './conversation.ts';
import type { SentAlong } from './sent-message.ts';
import { showThreads } from './show-threads.ts';
import { type ShownChat, usedOf } from './shown-chat.ts';
import { troubleLine } from './trouble-line.ts';
import type { TurnShow } from './turn-show.ts';

export interface MessageRun {
  readonly parts: Pick<ChatSessionParts, 'clock' | 'onOutcome'> & { readonly desk: AgentDesk };
  readonly shown: ShownChat;
  readonly conversation: Conversation;
  readonly recorder: Recorder;
  readonly spending: Spending;
  readonly sent: SentAlong;
  readonly show: TurnShow;
  readonly turn: () => Promise<AsyncIterable<TurnEvent>>;
  /** What was changed in the session so far. */
  readonly changes: () => readonly FileChange[];
  /** Whether its session is shown still; the turn of one that was left goes on recording what it has. */
  readonly isShown: () => boolean;
}

/** Runs what a message set off to its end, shows it, and notes what came of its edits and what it cost. */
export async function runMessage(run: MessageRun): Promise<void> {
  const { parts, shown, conversation, recorder, spending, sent, show, changes, isShown } = run;
  const { clock, desk } = parts;
  const { session, title } = recorder.header;
  const record = (events: AsyncIterable<TurnEvent>) =>
    conversation.record(events, (trouble) => shown.tell(troubleLine(trouble)));
  const before = spending.tokens;
  const hideThreads = showThreads(desk, session, { shown, spending, isShown });
  try {
    await record(conversation.attach(recorder, sent.attached));
    let isGraded = false;
    for await (const event of await run.turn()) {
      if (event.kind === 'recorded' && event.event.type === 'outcome') isGraded = true;
      if (isShown()) show.apply(event);
      const isEdit = event.kind === 'tool-ended' && changes().some(({ call }) => call === event.call);
      if (isEdit) await record(editFate(recorder, clock, event.call, 'accepted'));
    }
    if (isGraded && !recorder.isPrivate) parts.onOutcome(session);
    if (isShown()) shown.changeStatus(usedOf(spending));
    if (spending.tokens !== before) await record(noteSpent(recorder, clock, spending));
    // Given meanwhile; the turn went on with the title that it had begun with.
    const { title: now } = shown.state.status;
    if (isShown() && now !== title) await record(retitle(recorder, clock, now));
  } finally {
    hideThreads();
    desk.claims.release(session);
  }
}
