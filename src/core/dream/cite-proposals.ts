import { citationsOf, cite, type ReadWorkspaceFile } from '../memory/cite.ts';
import type { Proposal } from './proposal.ts';

/** The proposals, each memory with a new text citing what of the workspace that text names. */
export async function citeProposals(
  proposals: readonly Proposal[],
  read: ReadWorkspaceFile,
): Promise<readonly Proposal[]> {
  return Promise.all(
    proposals.map(async (proposal) => ({
      ...proposal,
      changes: await Promise.all(
        proposal.changes.map(async (change) => {
          const { before, after } = change;
          if (after === null || after.text === before?.text) return change;
          const citations = citationsOf(after, after.text, await cite(after.text, read));
          return { ...change, after: { ...after, citations } };
        }),
      ),
    })),
  );
}
