import { groupBy } from '../analyze/group-by.ts';
import type { Proposal } from '../proposal.ts';

/** So many new sessions bring one proposal that rests on a single session: most of what is seen once was meant for its moment. */
const SESSIONS_EACH = 5;
/** What a person is ready to look at does not grow with what was read. */
const MOST = 10;

/**
 * Keeps of the new memories that rest on one session alone as many as there are sessions for, the best of each folder
 * by turns. The others are not lost: seen again in a further session they no longer rest on one.
 */
export function limitSeenOnce(proposals: readonly Proposal[], newSessions: number): readonly Proposal[] {
  const byFolder = groupBy(proposals.filter(isSeenOnce), ({ path }) => path.split('/')[1] ?? '');
  const byTurns = [...byFolder.values()]
    .flatMap((sameFolder) => sameFolder.map((proposal, turn) => ({ proposal, turn })))
    .toSorted((a, b) => a.turn - b.turn || proposals.indexOf(a.proposal) - proposals.indexOf(b.proposal));
  const most = Math.min(MOST, Math.max(1, Math.floor(newSessions / SESSIONS_EACH)));
  const held = new Set(byTurns.slice(most).map(({ proposal }) => proposal));
  return proposals.filter((proposal) => !held.has(proposal));
}

/** A person's explicit word stands for itself, and so does what contradicts somebody or a rule file. */
function isSeenOnce({ operation, support, evidence, against }: Proposal): boolean {
  // Support counts those who said it in the same words; evidence is of all sessions that it was seen in.
  const sessions = new Set(evidence.map(({ session }) => session)).size;
  const isOnce = support.independentSessions === 1 && sessions === 1;
  return operation === 'create' && isOnce && !support.isExplicitInstruction && against === undefined;
}
