import type { Commit } from '../../journal/record.ts';
import type { StoreView } from '../../store.ts';
import type { ProposalState } from '../proposal.ts';

/** The state a proposal was in before an undo moved it there, and the other way round. */
const BEFORE: Readonly<Partial<Record<ProposalState, ProposalState>>> = {
  rejected: 'committed',
  committed: 'rejected',
  withdrawn: 'waiting',
  waiting: 'withdrawn',
};

/**
 * What becomes of the proposals when undos are taken back themselves: each goes back to the state it had before, unless it
 * has left the one that the undo gave it; merges that the undos asked for and that still wait have nothing to merge.
 */
export function movesOfRedo(commits: readonly Commit[], view: StoreView): Commit['moves'] {
  const undos = commits.filter(({ cause }) => cause === 'undo');
  const back = undos
    .flatMap(({ moves }) => moves)
    .flatMap(({ proposal, state }): Commit['moves'] => {
      const before = view.item(proposal)?.state === state ? BEFORE[state] : undefined;
      return before === undefined ? [] : [{ proposal, state: before }];
    });
  const moot = undos
    .flatMap(({ adds }) => adds)
    .map(({ proposal }) => proposal.id)
    .filter((id) => view.item(id)?.state === 'waiting')
    .map((proposal) => ({ proposal, state: 'withdrawn' as const }));
  return [...back, ...moot];
}
