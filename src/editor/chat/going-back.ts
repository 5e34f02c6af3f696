import type { Recorder } from '../../core/agent/record-event.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { ChatEntry } from '../../protocol/chat-entry.ts';
import { chatEntries } from './chat-entries.ts';
import type { Conversation } from './conversation.ts';
import { leftEdits } from './left-edits.ts';
import { type Restored, restoreBefore, restoredLine, undoRestored } from './restore-before.ts';
import type { SessionTools } from './session-tools.ts';
import type { ShownChat } from './shown-chat.ts';

/** The session whose conversation goes back. */
export interface GoingBackParts {
  readonly shown: ShownChat;
  readonly conversation: Conversation;
  readonly tools: SessionTools | null;
  readonly recorder: Recorder;
  readonly record: (events: AsyncIterable<TurnEvent>) => Promise<void>;
}

type RestoreParts = GoingBackParts & { readonly memory: Pick<Dreamwright, 'revert' | 'sessions' | 'memories'> };

/** Files, memories and conversation go back to before a message; answers what brings them back. */
export async function goBack(message: string, parts: RestoreParts): Promise<Restored | null> {
  const { shown, conversation, tools, recorder, memory, record } = parts;
  const taken = conversation.messagesSince(message);
  if (taken === null) return null;
  const session = recorder.isPrivate ? null : recorder.header.session;
  const restored = await restoreBefore({ memory, tools, session, ...taken });
  const entries = entriesBefore(message, parts);
  await record(conversation.rewind(recorder, message));
  shown.show({ ...shown.state, entries, status: { ...shown.state.status, canUndoRestore: true } });
  shown.tell(restoredLine(restored));
  return restored;
}

/** Brings back what a restore took. */
export async function undoGoingBack(restored: Restored, parts: RestoreParts): Promise<void> {
  const { shown, conversation, tools, recorder, memory, record } = parts;
  const kept = await undoRestored({ memory, tools, restored });
  await record(conversation.undoRewind(recorder));
  const memories = new Map((await memory.memories()).map((one) => [one.id, one]));
  const entries = chatEntries(conversation.events, memories, tools?.changes);
  shown.show({ ...shown.state, entries, status: { ...shown.state.status, canUndoRestore: false } });
  if (kept.length > 0) shown.tell(`Changed since the restore, so left as they are: ${kept.join(', ')}.`);
}

/** Another message takes the place of this one. What was edited for it stands, and can still be taken back. */
export async function replaceMessage(message: string, parts: GoingBackParts): Promise<void> {
  const { shown, conversation, tools, recorder, record } = parts;
  const messages = conversation.messagesSince(message)?.messages ?? new Set();
  const changes = tools?.changes ?? [];
  const left = changes.filter((change) => messages.has(change.message)).map(({ call }) => call);
  const entries = entriesBefore(message, parts);
  await record(conversation.replace(recorder, message, left));
  const told = conversation.events.at(-1);
  const cards = told === undefined || left.length === 0 ? [] : leftEdits(told, changes);
  shown.show({ ...shown.state, entries: [...entries, ...cards] });
}

function entriesBefore(message: string, { shown, conversation }: GoingBackParts): readonly ChatEntry[] {
  const beginning = new Set(conversation.withBeside(message).map(({ id }) => id));
  const { entries } = shown.state;
  const start = entries.findIndex(({ id }) => beginning.has(id));
  return start < 0 ? entries : entries.slice(0, start);
}
