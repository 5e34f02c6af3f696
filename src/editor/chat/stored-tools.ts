import { editFateOf } from '../../core/agent/turn-events.ts';
import type { FeedbackEvent, ToolCallEvent, ToolResultEvent } from '../../core/sessions/event.ts';
import type { AnswerEntry, ToolPart } from '../../protocol/chat-entry.ts';
import { storedCard, storedDiff } from './stored-call.ts';

const DETAIL_LIMIT = 16_000;

/** An answer with the card of a stored call. A result that never came means that the window closed before it. */
export function withStoredCall(answer: AnswerEntry, event: ToolCallEvent, undoable: ReadonlySet<string>): AnswerEntry {
  const part: ToolPart = {
    kind: 'tool',
    call: event.call,
    ...storedCard(event),
    state: 'failed',
    summary: 'no result',
    detail: storedDiff(event),
    ask: null,
    isUndoable: undoable.has(event.call),
  };
  return { ...answer, parts: [...answer.parts, part] };
}

export function withStoredResult(answer: AnswerEntry, event: ToolResultEvent): AnswerEntry {
  const { text, isError } = event;
  const detail = text.length > DETAIL_LIMIT ? `${text.slice(0, DETAIL_LIMIT)}\n…` : text;
  return changeTool(answer, event.call, (part) => {
    if (part.state === 'denied') return part;
    const shown = part.effect === 'edit' && part.detail !== '' ? part.detail : detail;
    return { ...part, state: isError ? 'failed' : 'done', summary: '', detail: shown };
  });
}

/** A person's word against a call is its denial. */
export function withStoredDenial(answer: AnswerEntry, event: FeedbackEvent): AnswerEntry {
  if (event.call === undefined) return answer;
  const fate = editFateOf(event);
  if (fate === 'accepted') return answer;
  if (fate === 'reverted')
    return changeTool(answer, event.call, (part) => ({ ...part, isUndoable: false, summary: 'undone' }));
  return changeTool(answer, event.call, (part) => ({ ...part, state: 'denied', summary: '' }));
}

function changeTool(answer: AnswerEntry, call: string, change: (part: ToolPart) => ToolPart): AnswerEntry {
  const index = answer.parts.findLastIndex((part) => part.kind === 'tool' && part.call === call);
  const part = answer.parts[index];
  return part?.kind === 'tool' ? { ...answer, parts: answer.parts.with(index, change(part)) } : answer;
}
