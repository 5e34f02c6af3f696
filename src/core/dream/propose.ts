import { assertNever } from '../assert-never.ts';
import type { Memory } from '../memory/memory.ts';
import { contentId } from './analyze/content-id.ts';
import type { Finding } from './finding.ts';
import type { Proposal, ReviewItem } from './proposal.ts';
import { type MemoryDraftText, memoryOf } from './propose/draft.ts';
import { draftsFromFailure } from './propose/from-failure.ts';
import { draftFromStatement } from './propose/from-statement.ts';
import { isSettled } from './propose/is-settled.ts';
import { memoryPath } from './propose/memory-path.ts';
import { isSaidBy } from './propose/same-meaning.ts';

export interface ProposeInput {
  /** Best first. */
  readonly findings: readonly Finding[];
  readonly memories: readonly Memory[];
  readonly rejected: readonly ReviewItem[];
  /** Proposals of earlier dreams that still wait or were refused: they are not made twice. */
  readonly waiting: readonly ReviewItem[];
  readonly dream: string;
  readonly now: Date;
}

/** Turns findings into concrete memory edits, best first; leaves out what the memory says already and what a person declined. */
export function propose(input: ProposeInput): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const current = input.memories.filter((memory) => memory.validTo === null);
  const taken = new Set([
    ...input.memories.map(({ path }) => path),
    ...input.waiting.map(({ proposal }) => proposal.path),
  ]);
  for (const finding of input.findings) {
    for (const draft of draftsOf(finding)) {
      if (isSaidBy(draft.text, [...current.map(({ text }) => text), ...proposals.flatMap(newTexts)])) continue;
      const proposal = creation(draft, taken, input);
      if (isSettled(proposal, input.rejected, input.waiting)) continue;
      taken.add(proposal.path);
      proposals.push(proposal);
    }
  }
  return proposals;
}

function draftsOf(finding: Finding): readonly MemoryDraftText[] {
  switch (finding.kind) {
    case 'recurring-failure':
      return draftsFromFailure(finding);
    case 'preference':
    case 'correction': {
      const draft = draftFromStatement(finding);
      return draft === null ? [] : [draft];
    }
    case 'contradiction':
    case 'duplicate':
    case 'stale':
    case 'inefficiency':
    case 'deviation':
    case 'multi-agent':
    case 'gap':
    case 'outcome':
      return [];
    default:
      return assertNever(finding);
  }
}

function creation(draft: MemoryDraftText, taken: ReadonlySet<string>, input: ProposeInput): Proposal {
  const path = memoryPath(draft.folder, draft.title, taken);
  const id = contentId('mem', input.now, input.dream, path);
  return {
    id: contentId('prp', input.now, input.dream, 'create', path),
    dream: input.dream,
    operation: 'create',
    path,
    changes: [{ id, before: null, after: memoryOf(draft, { id, path, now: input.now }) }],
    reason: draft.reason,
    evidence: draft.evidence,
    origin: draft.origin,
    support: draft.support,
    findings: [draft.finding],
    createdAt: input.now.toISOString(),
  };
}

function newTexts(proposal: Proposal): readonly string[] {
  return proposal.changes.flatMap(({ after }) => (after === null ? [] : [after.text]));
}
