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
import { SaidAlready } from './propose/same-meaning.ts';

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
  const memories = new Map(
    input.memories.filter(({ validTo }) => validTo === null).map((memory) => [memory.id, memory]),
  );
  const said = new SaidAlready<Memory | null>();
  for (const memory of memories.values()) said.add(memory.text, memory);
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
    for (const proposal of proposalsOf(finding, { ...input, taken, memories, said })) {
      if (proposal.changes.some(({ id }) => touched.has(id)) || isSettled(proposal, input.rejected, input.waiting))
        continue;
      taken.add(proposal.path);
      for (const { id, before, after } of proposal.changes) {
        touched.add(id);
        if (before === null && after !== null) said.add(after.text, null);
      }
      proposals.push(proposal);
    }
  }
  return proposals;
}

/** Where the proposals of a dream go and what is said there; new proposals are said by no memory yet. */
interface Place extends ProposalPlace {
  readonly memories: ReadonlyMap<string, Memory>;
  readonly said: SaidAlready<Memory | null>;
}

function proposalsOf(finding: Finding, place: Place): readonly Proposal[] {
  const memoryOf = (id: string | undefined) => place.memories.get(id ?? '');
  switch (finding.kind) {
    case 'recurring-failure':
      return draftsFromFailure(finding).flatMap((draft) => written(draft, place) ?? []);
    case 'preference':
    case 'correction': {
      const draft = draftFromStatement(finding);
      return draft === null ? [] : listOf(written(draft, place));
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
function written(draft: MemoryDraftText, place: Place): Proposal | null {
  const known = place.said.find(draft.text);
  if (known === undefined) return creation(draft, place);
  return known === null ? null : renewal(draft, known, place);
}

function listOf(proposal: Proposal | null): readonly Proposal[] {
  return proposal === null ? [] : [proposal];
}
