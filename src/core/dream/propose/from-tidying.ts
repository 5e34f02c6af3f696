import { assertNever } from '../../assert-never.ts';
import type { Memory } from '../../memory/memory.ts';
import { memoryPath } from '../../memory/memory-path.ts';
import { collidingPath, parseMemoryPath } from '../../memory/path.ts';
import { contentId } from '../analyze/content-id.ts';
import type { Finding, Tidying } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { type ProposalPlace, proposalBase } from './creation.ts';
import { NO_SUPPORT } from './draft.ts';
import { instruction } from './same-meaning.ts';

/** The edit that a tidying comes to; null where its place is taken. */
export function proposalOfTidying(
  finding: Pick<Finding, 'id' | 'summary' | 'evidence'>,
  { tidying, memory, place }: { readonly tidying: Tidying; readonly memory: Memory; readonly place: ProposalPlace },
): Proposal | null {
  const updatedAt = place.now.toISOString();
  const edited = (after: Partial<Memory>) => ({
    id: memory.id,
    before: memory,
    after: { ...memory, ...after, updatedAt },
  });
  const common = {
    reason: finding.summary,
    evidence: finding.evidence,
    origin: memory.origin,
    support: NO_SUPPORT,
    findings: [finding.id],
  };
  switch (tidying.kind) {
    case 'move': {
      const path = `/${tidying.folder}${memory.path.slice(memory.path.lastIndexOf('/'))}`;
      if (parseMemoryPath(path).kind === 'invalid' || collidingPath(path, place.taken) !== null) return null;
      return { ...proposalBase('move', path, place), ...common, changes: [edited({ path })] };
    }
    case 'split': {
      const [kept, apart] = tidying.halves;
      const folder = memory.path.slice(1, memory.path.lastIndexOf('/'));
      const path = memoryPath(folder, instruction(apart), place.taken);
      const id = contentId('mem', place.now, place.dream, path);
      const second: Memory = { ...memory, id, path, text: apart, createdAt: updatedAt, updatedAt };
      return {
        ...proposalBase('split', memory.path, place),
        ...common,
        changes: [edited({ text: kept }), { id, before: null, after: second }],
      };
    }
    case 'link':
      return {
        ...proposalBase('link', memory.path, place),
        ...common,
        changes: [edited({ links: [...memory.links, tidying.link] })],
      };
    case 'unlink': {
      const links = memory.links.filter(
        ({ relation, memory: target }) => relation !== tidying.link.relation || target !== tidying.link.memory,
      );
      return { ...proposalBase('unlink', memory.path, place), ...common, changes: [edited({ links })] };
    }
    default:
      return assertNever(tidying);
  }
}
