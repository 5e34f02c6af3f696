import { type AnswerProgress, answerProgress } from '../../core/agent/answer-progress.ts';
import { attachedText, isAttachment } from '../../core/agent/attachment.ts';
import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import { RESUMED } from '../../core/agent/context-events.ts';
import { REPLY_SUBTYPES } from '../../core/agent/reply-event.ts';
import { editsLeftIn } from '../../core/agent/rewind.ts';
import { BROKEN_OFF, isStop, thumbsOf } from '../../core/agent/turn-events.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { RecallHit } from '../../core/memory/recall.ts';
import { begunGoal } from '../../core/outcomes/begun-goal.ts';
import type { GoalOutcome } from '../../core/outcomes/goal.ts';
import type { FeedbackEvent, OtherEvent, RecallEvent, SessionEvent, UserEvent } from '../../core/sessions/event.ts';
import type { AnswerEntry, ChatEntry, RecalledMemory } from '../../protocol/chat-entry.ts';
import { withText } from '../../protocol/chat-state.ts';
import { outcomeMarkdown } from '../outcomes/outcome-markdown.ts';
import { emptyAnswer } from './empty-answer.ts';
import { leftEdits } from './left-edits.ts';
import { unfinished } from './problem-of.ts';
import { withStoredCall, withStoredDenial, withStoredResult } from './stored-tools.ts';

/**
 * What a stored session looks like in the chat. Memories that are gone keep the path they had; `changes` are the edits
 * that can still be taken back.
 */
export function chatEntries(
  events: readonly SessionEvent[],
  memories: ReadonlyMap<string, Memory>,
  changes: readonly FileChange[] = [],
): readonly ChatEntry[] {
  const undoable = new Set(changes.map(({ call }) => call));
  const entries: ChatEntry[] = [];
  const change = (id: string | undefined, changed: (answer: AnswerEntry) => AnswerEntry) => {
    const index = entries.findLastIndex((entry) => entry.id === id);
    const entry = entries[index];
    if (entry?.kind === 'answer') entries[index] = changed(entry);
  };
  /** The answer that is being given; it begins with the first thing that comes of it. */
  const changeCurrent = ({ id, at }: SessionEvent, changed: (answer: AnswerEntry) => AnswerEntry) => {
    const last = entries.at(-1);
    const isCurrent = last?.kind === 'answer' && last.state !== 'stopped' && last.id !== over;
    if (!isCurrent) entries.push({ ...emptyAnswer(id, at), state: 'done', recalled });
    change(entries.at(-1)?.id, changed);
  };
  let recalled: readonly RecalledMemory[] = [];
  /** What follows it is another answer: after a round's outcome, and where an answer went on later. */
  let over: string | undefined;
  let attached: readonly string[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'user':
        entries.push(userEntry(event, attached));
        recalled = [];
        attached = [];
        break;
      case 'recall':
        recalled = recalledEarlier(event, memories);
        break;
      case 'assistant':
        changeCurrent(event, (answer) => ({ ...withText(answer, event.text), id: spokenId(answer, event) }));
        break;
      case 'other':
        if (isAttachment(event)) attached = [...attached, attachedText(event).name];
        else if (REPLY_SUBTYPES.has(event.subtype)) entries.push(storedReply(event, recalled));
        else if (editsLeftIn(event) !== null) entries.push(...leftEdits(event, changes));
        else if (event.subtype === BROKEN_OFF)
          change(entries.at(-1)?.id, (answer) => ({ ...answer, state: 'stopped' }));
        else if (event.subtype === RESUMED) {
          over = entries.at(-1)?.id;
          change(over, (answer) => ({ ...answer, state: 'done' }));
        }
        break;
      case 'feedback':
        if (isStop(event)) change(entries.at(-1)?.id, (answer) => ({ ...answer, state: 'stopped' }));
        else if (thumbsOf(event) !== undefined) change(event.call, (answer) => withThumbs(answer, event));
        else change(entries.at(-1)?.id, (answer) => withStoredDenial(answer, event));
        break;
      case 'tool_call':
        changeCurrent(event, (answer) => withStoredCall(answer, event, undoable));
        break;
      case 'tool_result':
        change(entries.at(-1)?.id, (answer) => withStoredResult(answer, event));
        break;
      case 'outcome':
        if (event.goal === undefined) break;
        entries.push(outcomeEntry(event, event.goal));
        over = event.id;
        break;
      default:
        assertNever(event);
    }
  }
  return withUnfinished(entries, answerProgress(events), begunGoal(events) === null ? 'answer' : 'goal');
}

/** What came of the last message where its answer is not whole, with the way to go on. */
function withUnfinished(
  entries: readonly ChatEntry[],
  progress: AnswerProgress,
  what: 'answer' | 'goal',
): readonly ChatEntry[] {
  const last = entries.at(-1);
  const problem = unfinished(progress === 'begun', what);
  if (last?.kind === 'user')
    return [...entries, { ...emptyAnswer(`${last.id}-unanswered`, last.at), state: 'stopped', problem }];
  if (last?.kind !== 'answer' || progress !== 'begun') return entries;
  return entries.with(-1, { ...last, state: 'stopped', problem });
}

export function recalledNow(hits: readonly RecallHit[]): readonly RecalledMemory[] {
  return hits.flatMap((hit) =>
    hit.kind === 'memory' ? [{ id: hit.memory.id, path: hit.path, text: hit.memory.text, why: hit.why }] : [],
  );
}

/** What a grader found of a round stands between the answers. */
export function outcomeEntry({ id, at }: SessionEvent, goal: GoalOutcome): AnswerEntry {
  return { ...withText(emptyAnswer(id, at), outcomeMarkdown(goal)), state: 'done' };
}

export function userEntry({ id, at, text, origin }: UserEvent, attached: readonly string[]): ChatEntry {
  return { kind: 'user', id, at, text, attached, ...(origin === 'assistant' && { isTask: true }) };
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

/** An answer goes by its first words; calls may come before them. */
function spokenId(answer: AnswerEntry, event: SessionEvent): string {
  return answer.markdown === '' ? event.id : answer.id;
}

function storedReply(event: OtherEvent, recalled: readonly RecalledMemory[]): AnswerEntry {
  return { ...withText(emptyAnswer(event.id, event.at), event.text), state: 'done', recalled };
}

function withThumbs(answer: AnswerEntry, event: FeedbackEvent): AnswerEntry {
  return { ...answer, feedback: thumbsOf(event) ?? null };
}
