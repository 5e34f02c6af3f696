import type { MemoryChange } from '../memory/change.ts';
import { hasEnded } from '../memory/memory.ts';
import { proposalHash } from './gate.ts';
import type { Proposal, ProposalState, ReviewItem } from './proposal.ts';
import type { RuleHit, Verdict } from './verdict.ts';

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

/** The verdict made at least `review`, because of `hit`. */
export function holdForReview(verdict: Verdict, hit: RuleHit): Verdict {
  return { ...verdict, verdict: verdict.verdict === 'refuse' ? 'refuse' : 'review', hits: [...verdict.hits, hit] };
}

/** The change whose text a person reads and edits: the first that leaves a current memory. */
export function mainChange(proposal: Proposal): MemoryChange | undefined {
  return proposal.changes.find((change) => change.after !== null && !hasEnded(change.after));
}
