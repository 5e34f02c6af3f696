import type { ChangeOutcome } from '../../dreamwright.ts';
import { newId } from '../../identifier.ts';
import type { Decision, StoreView } from '../../store.ts';
import type { ReviewComment, ReviewItem } from '../proposal.ts';

interface CommentDraft {
  readonly author: string;
  readonly text: string;
  readonly now: Date;
}

/** A person writes beside the diff; nothing of the proposal or its verdict changes. */
export function decideComment(id: string, draft: CommentDraft, view: StoreView): Decision<ChangeOutcome> {
  const item = view.item(id);
  if (item === undefined) return invalid(`No proposal ${id}. Refresh the review list.`);
  if (draft.text.trim() === '') return invalid('The comment is empty; write a few words.');
  const comment: ReviewComment = {
    id: newId('evt', draft.now),
    author: draft.author,
    at: draft.now.toISOString(),
    text: draft.text,
  };
  return commented(item, [...(item.comments ?? []), comment]);
}

/** A person rewords a comment of their own, or takes it away (`null`); the journal keeps that they did. */
export function decideCommentEdit(
  id: string,
  commentId: string,
  draft: Omit<CommentDraft, 'text'> & { readonly text: string | null },
  view: StoreView,
): Decision<ChangeOutcome> {
  const item = view.item(id);
  const comments = item?.comments ?? [];
  const comment = comments.find((one) => one.id === commentId);
  if (item === undefined || comment === undefined) return invalid('The comment is gone. Refresh the review list.');
  if (comment.author !== draft.author) return invalid(`${comment.author} wrote this comment; only they can change it.`);
  const { text } = draft;
  if (text === null)
    return commented(
      item,
      comments.filter((one) => one !== comment),
    );
  if (text.trim() === '') return invalid('The comment is empty; write a few words, or delete it.');
  const edited: ReviewComment = { ...comment, text, editedAt: draft.now.toISOString() };
  return commented(
    item,
    comments.map((one) => (one === comment ? edited : one)),
  );
}

function commented(item: ReviewItem, comments: readonly ReviewComment[]): Decision<ChangeOutcome> {
  const revised: ReviewItem = { ...item, comments };
  return {
    records: [{ kind: 'revised', item: revised, comment: null }],
    result: item.state === 'refused' ? { kind: 'refused', item: revised } : { kind: 'waiting', item: revised },
  };
}

function invalid(message: string): Decision<ChangeOutcome> {
  return { records: [], result: { kind: 'invalid', message } };
}
