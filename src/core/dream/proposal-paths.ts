import type { Proposal } from './proposal.ts';

/** Every path a proposal stands at, leaves or takes. */
export function proposalPaths({ path, changes }: Pick<Proposal, 'path' | 'changes'>): readonly string[] {
  return [path, ...changes.flatMap(({ before, after }) => [before, after].flatMap((memory) => memory?.path ?? []))];
}
