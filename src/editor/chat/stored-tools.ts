import type { FeedbackEvent, ToolCallEvent, ToolResultEvent } from '../../core/sessions/event.ts';
import type { AnswerEntry, ToolEffect, ToolPart } from '../../protocol/chat-entry.ts';

const DETAIL_LIMIT = 16_000;

/** What a tool of an earlier version was for is told by its name. */
const EFFECTS: readonly (readonly [RegExp, ToolEffect])[] = [
  [/edit|create|write|replace/u, 'edit'],
  [/run|command|bash|shell/u, 'run'],
  [/^ask/u, 'ask'],
  [/memory/u, 'memory'],
  [/delegate|agent/u, 'delegate'],
];

/** An answer with the card of a stored call. A result that never came means that the window closed before it. */
export function withStoredCall(answer: AnswerEntry, event: ToolCallEvent): AnswerEntry {
  const part: ToolPart = {
    kind: 'tool',
    call: event.call,
    title: event.text.split('\n', 1)[0] || event.tool,
    effect: EFFECTS.find(([name]) => name.test(event.tool))?.[1] ?? 'read',
    state: 'failed',
    summary: 'no result',
    detail: '',
    ask: null,
    isUndoable: false,
  };
  return { ...answer, parts: [...answer.parts, part] };
}

export function withStoredResult(answer: AnswerEntry, event: ToolResultEvent): AnswerEntry {
  const { text, isError } = event;
  const detail = text.length > DETAIL_LIMIT ? `${text.slice(0, DETAIL_LIMIT)}\n…` : text;
  return changeTool(answer, event.call, (part) =>
    part.state === 'denied' ? part : { ...part, state: isError ? 'failed' : 'done', summary: '', detail },
  );
}

/** A person's word against a call is its denial. */
export function withStoredDenial(answer: AnswerEntry, event: FeedbackEvent): AnswerEntry {
  if (event.call === undefined) return answer;
  return changeTool(answer, event.call, (part) => ({ ...part, state: 'denied', summary: '' }));
}

function changeTool(answer: AnswerEntry, call: string, change: (part: ToolPart) => ToolPart): AnswerEntry {
  const index = answer.parts.findLastIndex((part) => part.kind === 'tool' && part.call === call);
  const part = answer.parts[index];
  return part?.kind === 'tool' ? { ...answer, parts: answer.parts.with(index, change(part)) } : answer;
}
