import { assertNever } from '../assert-never.ts';
import type { Memory } from '../memory/memory.ts';
import type { Finding } from './finding.ts';
import type { Proposal, ReviewItem } from './proposal.ts';
import { creation, type ProposalPlace } from './propose/creation.ts';
import type { MemoryDraftText } from './propose/draft.ts';
import { merger, pruning, renewal, supersession } from './propose/edits.ts';
import { draftsFromFailure } from './propose/from-failure.ts';
import { draftFromStatement } from './propose/from-statement.ts';
import { isSettled } from './propose/is-settled.ts';
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

/**
 * Turns findings into concrete memory edits, best first: one edit a memory at most, nothing that memory says already,
 * nothing that a person declined and no new session supports.
 */
export function propose(input: ProposeInput): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const taken = new Set([
    ...input.memories.map(({ path }) => path),
    ...input.waiting.map(({ proposal }) => proposal.path),
  ]);
  const touched = new Set<string>();
  const denying = new Set(
    input.findings.flatMap((finding) => (finding.kind === 'contradiction' ? [finding.statement.id] : [])),
  );
  for (const finding of input.findings) {
    // The statement that denies a memory takes its place there.
    if (denying.has(finding.id)) continue;
    for (const proposal of proposalsOf(finding, proposals, { ...input, taken })) {
      if (proposal.changes.some(({ id }) => touched.has(id)) || isSettled(proposal, input.rejected, input.waiting))
        continue;
      taken.add(proposal.path);
      for (const { id } of proposal.changes) touched.add(id);
      proposals.push(proposal);
    }
  }
  return proposals;
}

function proposalsOf(
  finding: Finding,
  earlier: readonly Proposal[],
  place: ProposalPlace & ProposeInput,
): readonly Proposal[] {
  const memoryOf = (id: string | undefined) =>
    place.memories.find((memory) => memory.id === id && memory.validTo === null);
  switch (finding.kind) {
    case 'recurring-failure':
      return draftsFromFailure(finding).flatMap((draft) => written(draft, earlier, place) ?? []);
    case 'preference':
    case 'correction': {
      const draft = draftFromStatement(finding);
      return draft === null ? [] : listOf(written(draft, earlier, place));
    }
    case 'contradiction': {
      const old = memoryOf(finding.memory);
      return old === undefined ? [] : listOf(supersession(finding, old, place));
    }
    case 'duplicate': {
      const [kept, dropped] = [memoryOf(finding.memories[0]), memoryOf(finding.memories[1])];
      return kept === undefined || dropped === undefined ? [] : [merger(finding, kept, dropped, place)];
    }
    case 'stale': {
      const memory = memoryOf(finding.memory);
      return memory === undefined ? [] : [pruning(finding, memory, place)];
    }
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

/** A new memory, or an old one that says the same with its account renewed; null when there is nothing to add. */
function written(
  draft: MemoryDraftText,
  earlier: readonly Proposal[],
  place: ProposalPlace & ProposeInput,
): Proposal | null {
  const known = place.memories.find((memory) => memory.validTo === null && isSaidBy(draft.text, [memory.text]));
  if (known !== undefined) return renewal(draft, known, place);
  const texts = earlier.flatMap(({ changes }) => changes.flatMap(({ after }) => (after === null ? [] : [after.text])));
  return isSaidBy(draft.text, texts) ? null : creation(draft, place);
}

function listOf(proposal: Proposal | null): readonly Proposal[] {
  return proposal === null ? [] : [proposal];
}
