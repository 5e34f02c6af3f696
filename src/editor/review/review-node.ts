import type { DreamRecord } from '../../core/dream/dream-record.ts';
import type { ReviewItem } from '../../core/dream/proposal.ts';

/** What the review tree shows, free of the editor. */
export type ReviewNode = ReviewGroup | ReviewLeaf;

export type ReviewGroup =
  | { readonly kind: 'waiting-group'; readonly title: string; readonly leaves: readonly ReviewLeaf[] }
  | { readonly kind: 'committed-group'; readonly dream: DreamRecord; readonly leaves: readonly ReviewLeaf[] }
  | { readonly kind: 'refused-group'; readonly leaves: readonly ReviewLeaf[] };

export interface ReviewLeaf {
  readonly kind: 'waiting' | 'committed' | 'refused';
  readonly item: ReviewItem;
}
