import { memoryPath } from '../../memory/memory-path.ts';
import { contentId } from '../analyze/content-id.ts';
import type { Proposal } from '../proposal.ts';
import { type MemoryDraftText, memoryOf } from './draft.ts';

/** Which dream proposes, when, and the paths that are no longer free. */
export interface ProposalPlace {
  readonly dream: string;
  readonly now: Date;
  readonly taken: ReadonlySet<string>;
}

/** A new memory. */
export function creation(draft: MemoryDraftText, place: ProposalPlace): Proposal {
  const path = memoryPath(draft.folder, draft.title, place.taken);
  const id = contentId('mem', place.now, place.dream, path);
  return {
    ...proposalBase('create', path, place),
    changes: [{ id, before: null, after: memoryOf(draft, { id, path, now: place.now }) }],
    reason: draft.reason,
    evidence: draft.evidence,
    origin: draft.origin,
    support: draft.support,
    findings: [draft.finding],
  };
}

export function proposalBase(operation: Proposal['operation'], path: string, place: ProposalPlace) {
  return {
    id: contentId('prp', place.now, place.dream, operation, path),
    dream: place.dream,
    operation,
    path,
    createdAt: place.now.toISOString(),
  } as const;
}
