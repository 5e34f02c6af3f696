import type { AnswerEntry } from '../../protocol/chat-entry.ts';

/** An answer of which nothing has come yet. */
export function emptyAnswer(id: string, at: string): AnswerEntry {
  return {
    kind: 'answer',
    id,
    at,
    recalled: [],
    markdown: '',
    parts: [],
    state: 'streaming',
    problem: null,
    feedback: null,
  };
}
