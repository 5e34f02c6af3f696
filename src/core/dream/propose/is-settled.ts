import type { Proposal, ReviewItem } from '../proposal.ts';
import { movedLinks } from '../proposal-links.ts';
import { isSameInstruction } from './same-meaning.ts';

/**
 * Whether a person has decided on this edit or still has it before them: it comes again only with evidence from a
 * session that the declined one did not rest on.
 */
export function isSettled(
  proposal: Proposal,
  rejected: readonly ReviewItem[],
  waiting: readonly ReviewItem[],
): boolean {
  if (waiting.some((item) => isSameEdit(proposal, item.proposal))) return true;
  const declined = rejected.filter((item) => isSameEdit(proposal, item.proposal) && !isDueSince(proposal, item));
  if (declined.length === 0) return false;
  const known = new Set(declined.flatMap((item) => item.proposal.evidence.map(({ session }) => session)));
  return proposal.evidence.every(({ session }) => known.has(session));
}

/** A date to verify a memory by that came after the decision asks anew. */
function isDueSince({ operation, changes }: Proposal, { decidedAt }: ReviewItem): boolean {
  if (operation !== 'prune') return false;
  return changes.some(({ before }) => before?.verifyBy !== undefined && before.verifyBy > (decidedAt ?? ''));
}

function isSameEdit(left: Proposal, right: Proposal): boolean {
  if (left.operation !== right.operation) return false;
  if (left.operation === 'link' || left.operation === 'unlink') return isSameLink(left, right);
  if (left.path === right.path) return true;
  const texts = (proposal: Proposal) => proposal.changes.flatMap(({ before, after }) => (after ?? before)?.text ?? []);
  const others = texts(right);
  return texts(left).some((text) => others.some((other) => isSameInstruction(text, other)));
}

/** One memory may get several links, and another one that says the same its own. */
function isSameLink(left: Proposal, right: Proposal): boolean {
  const others = new Set(movedLinks(right));
  return movedLinks(left).some((link) => others.has(link));
}
