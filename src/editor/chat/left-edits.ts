import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import { editsLeftIn } from '../../core/agent/rewind.ts';
import { changeSummary } from '../../core/agent/tools/change-summary.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import type { AnswerEntry, ToolPart } from '../../protocol/chat-entry.ts';
import { emptyAnswer } from './empty-answer.ts';

const SAID = 'Edits for the message as it was before; they stand until you take them back.';

/** The edits that were left where a message was replaced, each with its undo; nothing where none stands any more. */
export function leftEdits(event: SessionEvent, changes: readonly FileChange[]): readonly AnswerEntry[] {
  const calls = editsLeftIn(event) ?? [];
  const left = changes.filter(({ call }) => calls.includes(call)).map(editCard);
  if (left.length === 0) return [];
  return [{ ...emptyAnswer(event.id, event.at), state: 'done', parts: [{ kind: 'text', markdown: SAID }, ...left] }];
}

function editCard({ call, path, before, after }: FileChange): ToolPart {
  const title = `${before === null ? 'create' : 'edit'} ${path}`;
  const { summary, detail } = changeSummary(path, before, after);
  return { kind: 'tool', call, title, effect: 'edit', state: 'done', summary, detail, ask: null, isUndoable: true };
}
