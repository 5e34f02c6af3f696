import type { Memory } from '../memory/memory.ts';
import type { Proposal } from './proposal.ts';

/** Names a link, with the memory that holds it. */
export function linkName(from: string, relation: string, to: string): string {
  return `${from} ${relation} ${to}`;
}

/** Names of the links that come or go by a proposal. */
export function movedLinks({ changes }: Proposal): readonly string[] {
  return changes.flatMap(({ id, before, after }) => {
    const names = (memory: Memory | null) =>
      memory?.links.map(({ relation, memory: to }) => linkName(id, relation, to)) ?? [];
    const [were, are] = [names(before), names(after)];
    return [...were.filter((link) => !are.includes(link)), ...are.filter((link) => !were.includes(link))];
  });
}
