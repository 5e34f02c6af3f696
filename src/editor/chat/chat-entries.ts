import { REPLY_SUBTYPES } from '../../core/agent/reply-event.ts';
import { BROKEN_OFF, thumbsOf } from '../../core/agent/turn-events.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { RecallHit } from '../../core/memory/recall.ts';
import type { FeedbackEvent, RecallEvent, SessionEvent } from '../../core/sessions/event.ts';
import type { AnswerEntry, ChatEntry, RecalledMemory } from '../../protocol.ts';

/** What a stored session looks like in the chat. Memories that are gone keep the path they had. */
export function chatEntries(
  events: readonly SessionEvent[],
  memories: ReadonlyMap<string, Memory>,
): readonly ChatEntry[] {
  const entries: ChatEntry[] = [];
  let recalled: readonly RecalledMemory[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'user':
        recalled = [];
        entries.push({ kind: 'user', id: event.id, at: event.at, text: event.text });
        break;
      case 'recall':
        recalled = recalledEarlier(event, memories);
        break;
      case 'assistant':
        entries.push(storedAnswer(event, recalled));
        break;
      case 'other':
        if (REPLY_SUBTYPES.has(event.subtype)) entries.push(storedAnswer(event, recalled));
        else if (event.subtype === BROKEN_OFF) changeAnswer(entries, entries.at(-1)?.id, brokenOff);
        break;
      case 'feedback':
        changeAnswer(entries, event.call, (answer) => withFeedback(answer, event));
        break;
      case 'tool_call':
      case 'tool_result':
      case 'outcome':
        break;
      default:
        assertNever(event);
    }
  }
  const last = entries.at(-1);
  return last?.kind === 'user' ? [...entries, missingAnswer(last.id, last.at)] : entries;
}

export function recalledNow(hits: readonly RecallHit[]): readonly RecalledMemory[] {
  return hits.flatMap((hit) =>
    hit.kind === 'memory' ? [{ id: hit.memory.id, path: hit.path, text: hit.memory.text, why: hit.why }] : [],
  );
}

function recalledEarlier(event: RecallEvent, memories: ReadonlyMap<string, Memory>): readonly RecalledMemory[] {
  const paths = event.text.split('\n');
  return event.memories.map((id, index) => {
    const memory = memories.get(id);
    return memory === undefined
      ? { id, path: paths[index] ?? id, text: 'No longer in memory.', why: [] }
      : { id, path: memory.path, text: memory.text, why: [] };
  });
}

function storedAnswer(
  event: Extract<SessionEvent, { type: 'assistant' | 'other' }>,
  recalled: readonly RecalledMemory[],
): AnswerEntry {
  const { id, at, text } = event;
  return { kind: 'answer', id, at, recalled, markdown: text, state: 'done', problem: null, feedback: null };
}

/** The window closed, or the answer failed, before a word had come. */
function missingAnswer(user: string, at: string): AnswerEntry {
  const problem = { text: 'No answer came. Your message is kept.', detail: '', action: 'retry' } as const;
  return { ...emptyAnswer(`${user}-unanswered`, at), state: 'stopped', problem };
}

export function emptyAnswer(id: string, at: string): AnswerEntry {
  return { kind: 'answer', id, at, recalled: [], markdown: '', state: 'streaming', problem: null, feedback: null };
}

function brokenOff(answer: AnswerEntry): AnswerEntry {
  const problem = { text: 'The connection broke off. What came is kept.', detail: '', action: 'retry' } as const;
  return { ...answer, state: 'stopped', problem };
}

function withFeedback(answer: AnswerEntry, event: FeedbackEvent): AnswerEntry {
  const thumbs = thumbsOf(event);
  return thumbs === undefined ? { ...answer, state: 'stopped' } : { ...answer, feedback: thumbs };
}

function changeAnswer(
  entries: ChatEntry[],
  id: string | undefined,
  change: (answer: AnswerEntry) => AnswerEntry,
): void {
  const index = entries.findLastIndex((entry) => entry.id === id);
  const entry = entries[index];
  if (entry?.kind === 'answer') entries[index] = change(entry);
}
