import { BUILT_IN_CONSTITUTION } from '../../src/core/dream/constitution/constitution.ts';
import type { Proposal, ProposalSupport } from '../../src/core/dream/proposal.ts';
import { firmMemories } from '../../src/core/gate/firm-memories.ts';
import type { GateContext } from '../../src/core/gate/gate-context.ts';
import type { Memory } from '../../src/core/memory/memory.ts';

export const NOW = new Date('2026-11-20T12:00:00.000Z');
const BEFORE = '2026-10-01T12:00:00.000Z';
const EVIDENCE = { session: 's1', event: 'e1', quote: 'Always run the formatter before you commit.' };

export function buildMemory(given: Partial<Memory> = {}): Memory {
  const id = given.id ?? 'mem_1';
  return {
    id,
    path: `/notes/${id}.md`,
    text: 'Run the formatter before you commit.',
    kind: 'preference',
    scope: 'workspace',
    tags: [],
    evidence: [EVIDENCE],
    citations: [],
    links: [],
    origin: 'user',
    author: 'ann',
    confidence: 0.9,
    validFrom: BEFORE,
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: BEFORE,
    updatedAt: BEFORE,
    ...given,
  };
}

const SUPPORT: ProposalSupport = {
  isExplicitInstruction: true,
  independentSessions: 1,
  failedSessions: 0,
  passedSessions: 0,
  isDeclaredCommand: false,
  isSameAuthor: false,
};

type Given = Partial<Omit<Proposal, 'support'>> & { readonly support?: Partial<ProposalSupport> };

/** A proposal that commits by itself unless something in `given` is against it. */
export function buildProposal(given: Given = {}): Proposal {
  const changes = given.changes ?? [{ id: 'mem_1', before: null, after: buildMemory() }];
  return {
    id: 'prp_1',
    dream: 'drm_1',
    operation: 'create',
    path: '/notes/mem_1.md',
    reason: 'Ann said so.',
    evidence: [EVIDENCE],
    origin: 'user',
    findings: [],
    createdAt: NOW.toISOString(),
    ...given,
    changes,
    support: { ...SUPPORT, ...given.support },
  };
}

/** A new memory of these words, as an explicit instruction of a person unless `given` says otherwise. */
export function buildCreation(text: string, given: Given = {}, memory: Partial<Memory> = {}): Proposal {
  const origin = given.origin ?? 'user';
  return buildProposal({
    ...given,
    changes: [{ id: 'mem_1', before: null, after: buildMemory({ origin, ...memory, text }) }],
  });
}

/** The gate's context with these memories in the store. */
export function buildContext(memories: readonly Memory[] = [], given: Partial<GateContext> = {}): GateContext {
  return {
    sensitivity: 'balanced',
    personalData: 'review',
    memories: {
      memory: (id) => memories.find((memory) => memory.id === id),
      memoryAt: (path) => memories.find((memory) => memory.path === path && memory.validTo === null),
    },
    firm: firmMemories(memories, NOW),
    constitution: BUILT_IN_CONSTITUTION,
    now: NOW,
    ...given,
  };
}
