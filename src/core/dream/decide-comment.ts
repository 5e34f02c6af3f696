import type { ChangeOutcome } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { Decision, StoreView } from '../store.ts';
import type { ReviewComment, ReviewItem } from './proposal.ts';

interface CommentDraft {
  readonly author: string;
  readonly text: string;
  readonly now: Date;
}

/** A person writes beside the diff; nothing of the proposal or its verdict changes. */
export function decideComment(id: string, draft: CommentDraft, view: StoreView): Decision<ChangeOutcome> {
  const item = view.item(id);
  const invalid = (message: string): Decision<ChangeOutcome> => ({ records: [], result: { kind: 'invalid', message } });
  if (item === undefined) return invalid(`No proposal ${id}. Refresh the review list.`);
  if (draft.text.trim() === '') return invalid('The comment is empty; write a few words.');
  const comment: ReviewComment = {
    id: newId('evt', draft.now),
    author: draft.author,
    at: draft.now.toISOString(),
    text: draft.text,
  };
  const commented: ReviewItem = { ...item, comments: [...(item.comments ?? []), comment] };
  const result: ChangeOutcome =
    item.state === 'refused' ? { kind: 'refused', item: commented } : { kind: 'waiting', item: commented };
  return { records: [{ kind: 'revised', item: commented, comment: null }], result };
}
