import { emptyAnswer } from '../../../src/editor/chat/empty-answer.ts';
import type { AnswerEntry, ToolPart } from '../../../src/protocol/chat-entry.ts';

export function buildAnswer(change: Partial<AnswerEntry> = {}): AnswerEntry {
  return { ...emptyAnswer('answer', '2026-03-01T10:00:00.000Z'), state: 'done', ...change };
}

export function buildTool(change: Partial<ToolPart> = {}): ToolPart {
  return {
    kind: 'tool',
    call: 'call_1',
    title: 'run npm test',
    effect: 'run',
    state: 'done',
    summary: '',
    detail: '',
    ask: null,
    isUndoable: false,
    ...change,
  };
}
