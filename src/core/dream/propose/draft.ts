import type { Evidence } from '../../evidence.ts';
import type { Memory, MemoryKind, MemoryLink } from '../../memory/memory.ts';
import type { Origin } from '../../origin.ts';
import type { ProposalSupport } from '../proposal.ts';

/** What a new memory would say, before it has a path and an id. */
export interface MemoryDraftText {
  readonly folder: string;
  readonly title: string;
  readonly text: string;
  readonly kind: MemoryKind;
  readonly tags: readonly string[];
  /** None when missing. */
  readonly links?: readonly MemoryLink[];
  readonly evidence: readonly Evidence[];
  readonly origin: Origin;
  readonly author: string;
  readonly confidence: number;
  readonly validFrom: string;
  /** Left out where no end is known. */
  readonly validTo?: string;
  /** It may begin to hold only later. */
  readonly isToCome?: boolean;
  /** It holds for a while, nobody knows until when. */
  readonly isPassing?: boolean;
  readonly reason: string;
  readonly support: ProposalSupport;
  readonly finding: string;
  /** A memory names what it is about in other words: it is not worth a second one. */
  readonly renewsOnly?: boolean;
}

export const NO_SUPPORT: ProposalSupport = {
  isExplicitInstruction: false,
  independentSessions: 0,
  failedSessions: 0,
  passedSessions: 0,
  isDeclaredCommand: false,
  isSameAuthor: false,
};

/** The new memory that a draft becomes. */
export function memoryOf(
  draft: MemoryDraftText,
  place: { readonly id: string; readonly path: string; readonly now: Date },
): Memory {
  const at = place.now.toISOString();
  return {
    id: place.id,
    path: place.path,
    text: draft.text,
    kind: draft.kind,
    scope: 'workspace',
    tags: draft.tags,
    evidence: draft.evidence,
    citations: [],
    links: draft.links ?? [],
    origin: draft.origin,
    author: draft.author,
    confidence: draft.confidence,
    validFrom: draft.isToCome === true ? draft.validFrom : ([draft.validFrom, at].sort()[0] ?? at),
    validTo: draft.validTo ?? null,
    supersededBy: null,
    pinned: false,
    createdAt: at,
    updatedAt: at,
  };
}
