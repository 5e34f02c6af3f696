import type { Constitution } from '../constitution/constitution.ts';
import type { Proposal, ReviewItem } from '../proposal.ts';
import { proposalPaths } from '../proposal-paths.ts';

/** Why the constitution keeps this person from approving, in one line; null when it does not. */
export function approvalFault(proposal: Proposal, person: string, { approvers }: Constitution): string | null {
  const paths = proposalPaths(proposal);
  const barring = approvers.find(
    ({ prefix, people }) => !people.includes(person) && paths.some((path) => path.startsWith(prefix)),
  );
  if (barring === undefined) return null;
  return `The constitution lets only ${barring.people.join(', ')} approve below ${barring.prefix}; ${person} is not among them.`;
}

/** Whether somebody else must approve, too: nobody but this person has approved exactly this text. */
export function needsSecond({ proposal, hash, approvals }: ReviewItem, person: string, constitution: Constitution) {
  const takesTwo = proposalPaths(proposal).some((path) =>
    constitution.twoApprovers.some((prefix) => path.startsWith(prefix)),
  );
  return takesTwo && !approvals?.some((approval) => approval.person !== person && approval.hash === hash);
}
