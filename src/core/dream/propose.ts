import { assertNever } from '../assert-never.ts';
import { isCurrent, isToCome, type Memory } from '../memory/memory.ts';
import type { Finding, Observation } from './finding.ts';
import type { Proposal, ReviewItem } from './proposal.ts';
import { withRules } from './propose/against-rules.ts';
import { creation, type ProposalPlace } from './propose/creation.ts';
import type { MemoryDraftText } from './propose/draft.ts';
import { merger, pruning, renewal, supersession } from './propose/edits.ts';
import { draftsFromFailure } from './propose/from-failure.ts';
import { draftFromDisagreement, draftFromObservation } from './propose/from-observation.ts';
import { draftFromStatement } from './propose/from-statement.ts';
import { proposalOfTidying } from './propose/from-tidying.ts';
import { isSettled } from './propose/is-settled.ts';
import type { LeftOut } from './propose/left-out.ts';
import { limitSeenOnce } from './propose/limit-seen-once.ts';
import { promotion } from './propose/promotion.ts';
import { conflictLink, deniedBy, supportLink } from './propose/relation-links.ts';
import { SaidAlready } from './propose/same-meaning.ts';
import { sharpening } from './propose/sharpening.ts';
import { workspaceWords } from './propose/workspace-words.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

export interface ProposeInput {
  /** Best first. */
  readonly findings: readonly Finding[];
  readonly memories: readonly Memory[];
  /** What the workspace itself says, which a memory need not repeat. */
  readonly workspace: WorkspaceFacts;
  /** Sessions with something that no dream has seen. */
  readonly newSessions: ReadonlySet<string>;
  readonly rejected: readonly ReviewItem[];
  /** Proposals of earlier dreams that still wait or were refused: they are not made twice. */
  readonly waiting: readonly ReviewItem[];
  readonly dream: string;
  readonly now: Date;
}

export interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Turns findings into concrete memory edits, best first: one edit a memory at most, nothing that a memory, a rule file
 * or the code says already, nothing that a person declined and no new session supports.
 */
export function propose(input: ProposeInput): Proposed {
  const proposals: Proposal[] = [];
  const leftOut: LeftOut[] = [];
  const words = workspaceWords(input.workspace);
  const memories = new Map(
    input.memories.filter((memory) => isCurrent(memory, input.now.toISOString())).map((memory) => [memory.id, memory]),
  );
  const said = new SaidAlready<Memory | null>();
  for (const memory of memories.values()) said.add(memory.text, memory);
  for (const memory of input.memories) if (isToCome(memory, input.now)) said.add(memory.text, null);
  const taken = new Set([
    ...input.memories.map(({ path }) => path),
    ...input.waiting.map(({ proposal }) => proposal.path),
  ]);
  const touched = new Set<string>();
  const take = (made: Proposal, finding: Finding): void => {
    const ruled = withRules(made, words, [finding]);
    if (ruled.kind === 'left-out') {
      leftOut.push(ruled);
      return;
    }
    const { proposal } = ruled;
    if (proposal.changes.some(({ id }) => touched.has(id)) || isSettled(proposal, input.rejected, input.waiting))
      return;
    taken.add(proposal.path);
    for (const { id, before, after } of proposal.changes) {
      touched.add(id);
      if (before === null && after !== null) said.add(after.text, null);
    }
    proposals.push(proposal);
  };
  const place = { ...input, taken, memories, said };
  const spokenFor = spokenForElsewhere(input.findings);
  for (const finding of input.findings) {
    const denies = finding.kind === 'contradiction' && finding.memory !== null ? finding.statement.id : null;
    // A statement that denies a memory takes its place there; one that another person denies waits with the other's.
    if (spokenFor.has(finding.id) || (denies !== null && spokenFor.get(denies) === 'disagreed')) continue;
    for (const proposal of proposalsOf(finding, place)) take(proposal, finding);
  }
  return { proposals: limitSeenOnce(proposals, input.newSessions.size), leftOut };
}

/** Statements that a contradiction speaks of: a memory denied, or somebody else's word. */
function spokenForElsewhere(findings: readonly Finding[]): ReadonlyMap<string, 'denies' | 'disagreed'> {
  const spokenFor = new Map<string, 'denies' | 'disagreed'>();
  for (const finding of findings) {
    if (finding.kind !== 'contradiction') continue;
    if ('statements' in finding) for (const { id } of finding.statements) spokenFor.set(id, 'disagreed');
    else if (finding.memory !== null && !spokenFor.has(finding.statement.id))
      spokenFor.set(finding.statement.id, 'denies');
  }
  return spokenFor;
}

/** Where the proposals of a dream go and what is said there; new proposals are said by no memory yet. */
interface Place extends ProposalPlace, Pick<ProposeInput, 'findings' | 'rejected'> {
  readonly memories: ReadonlyMap<string, Memory>;
  readonly said: SaidAlready<Memory | null>;
}

function proposalsOf(finding: Finding, place: Place): readonly Proposal[] {
  const memoryOf = (id: string | undefined) => place.memories.get(id ?? '');
  switch (finding.kind) {
    case 'recurring-failure': {
      const { warned } = finding;
      const memory = memoryOf(warned?.memory);
      const sharper = warned === null || memory === undefined ? null : sharpening(finding, { warned, memory, place });
      const drafts = draftsFromFailure(finding);
      return [...listOf(sharper), ...drafts.flatMap((draft) => written(inPlace(draft, finding), place) ?? [])];
    }
    case 'preference':
    case 'correction': {
      const draft = draftFromStatement(finding, place.now);
      return draft === null ? [] : listOf(written(inPlace(draft, finding), place));
    }
    case 'contradiction': {
      if ('statements' in finding) {
        return listOf(written({ ...draftFromDisagreement(finding), links: deniedBy(finding, place.findings) }, place));
      }
      if ('memories' in finding) return listOf(conflictLink(finding, memoryOf, place));
      const old = memoryOf(finding.memory);
      return old === undefined ? [] : listOf(supersession(finding, old, place));
    }
    case 'duplicate': {
      // What a person wants to stay two may still bear each other out.
      const [kept, dropped] = [memoryOf(finding.memories[0]), memoryOf(finding.memories[1])];
      if (kept === undefined || dropped === undefined) return [];
      const merge = merger(finding, kept, dropped, place);
      return isSettled(merge, place.rejected, []) ? listOf(supportLink(finding, kept, dropped, place)) : [merge];
    }
    case 'stale': {
      const memory = memoryOf(finding.memory);
      return memory === undefined ? [] : [pruning(finding, memory, place)];
    }
    case 'multi-agent': {
      const [kept, ...others] = finding.memories.flatMap((id) => memoryOf(id) ?? []);
      return kept === undefined || others.length === 0 ? [] : [promotion(finding, [kept, ...others], place)];
    }
    case 'inefficiency': {
      const { tidying } = finding;
      const memory = memoryOf(tidying?.memory);
      if (tidying === undefined) return adviceOf(finding, place);
      return memory === undefined ? [] : listOf(proposalOfTidying(finding, { tidying, memory, place }));
    }
    case 'deviation':
    case 'gap':
    case 'outcome':
      return adviceOf(finding, place);
    default:
      return assertNever(finding);
  }
}

function adviceOf(finding: Observation, place: Place): readonly Proposal[] {
  const draft = draftFromObservation(finding);
  if (draft === null) return [];
  // What was seen across sessions names its own places, unless it tells how to do something.
  return listOf(written(draft.kind === 'procedure' ? inPlace(draft, finding) : draft, place));
}

/** Names where it holds: the one folder in which all of it was seen. */
function inPlace(draft: MemoryDraftText, { where }: Finding): MemoryDraftText {
  const [first = '', account, ...rest] = draft.text.split('\n\n');
  if (where === undefined || account === undefined) return draft;
  const told = account.replace(/^\p{Lu}(?=\p{Ll}* )/u, (letter) => letter.toLowerCase());
  return { ...draft, text: [first, `In \`${where}/\`: ${told}`, ...rest].join('\n\n') };
}

/** A new memory, or an old one that says the same with its account renewed; null when there is nothing to add. */
function written(draft: MemoryDraftText, place: Place): Proposal | null {
  const known = place.said.find(draft.text);
  if (known === undefined) return draft.renewsOnly === true ? null : creation(draft, place);
  return known === null ? null : renewal(draft, known, place);
}

function listOf(proposal: Proposal | null): readonly Proposal[] {
  return proposal === null ? [] : [proposal];
}
