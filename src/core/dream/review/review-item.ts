import type { ChangeOutcome } from '../../dreamwright.ts';
import type { MemoryChange } from '../../memory/change.ts';
import { hasEnded } from '../../memory/memory.ts';
import type { Decision } from '../../store.ts';
import { proposalHash } from '../gate.ts';
import type { Proposal, ProposalState, ReviewItem } from '../proposal.ts';
import type { RuleHit, Verdict } from '../verdict.ts';

/** A proposal and its verdict as an item of the review, in the state the verdict alone gives it. */
export function reviewItem(proposal: Proposal, verdict: Verdict, state?: ProposalState): ReviewItem {
  return {
    proposal,
    verdict,
    hash: proposalHash(proposal.changes),
    state: state ?? (verdict.verdict === 'refuse' ? 'refused' : 'waiting'),
    decidedAt: null,
    comment: null,
  };
}

/**
 * The same item after its proposal was judged anew, with what people wrote on it. Approvals and allowances hold for
 * exactly one text, so they stay only where that is the same.
 */
export function rejudgedItem(item: ReviewItem, proposal: Proposal, verdict: Verdict): ReviewItem {
  const { comment, comments, drafted, allowed, approvals } = item;
  const judged = reviewItem(proposal, verdict);
  const isSameText = judged.hash === item.hash;
  return {
    ...judged,
    comment,
    ...(comments !== undefined && { comments }),
    ...(drafted !== undefined && { drafted }),
    ...(isSameText && allowed !== undefined && { allowed }),
    ...(isSameText && approvals !== undefined && { approvals }),
  };
}

/** The verdict made at least `review`, because of `hit`. */
export function holdForReview(verdict: Verdict, hit: RuleHit): Verdict {
  return { ...verdict, verdict: verdict.verdict === 'refuse' ? 'refuse' : 'review', hits: [...verdict.hits, hit] };
}

/** The change whose text a person reads and edits: the first that leaves a current memory. */
export function mainChange(proposal: Proposal): MemoryChange | undefined {
  return proposal.changes.find((change) => change.after !== null && !hasEnded(change.after));
}

/** An item that was judged anew goes to the journal; it waits or is refused, and never commits by that. */
export function revision(item: ReviewItem): Decision<ChangeOutcome> {
  const kind = item.state === 'refused' ? 'refused' : 'waiting';
  return { records: [{ kind: 'revised', item, comment: null }], result: { kind, item } };
}
