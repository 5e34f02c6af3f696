import type { DreamRecord } from '../../src/core/dream/dream-record.ts';
import type { Proposal, ReviewItem } from '../../src/core/dream/proposal.ts';
import type { Memory } from '../../src/core/memory/memory.ts';

const AT = '2026-11-01T10:00:00.000Z';

export function buildMemory(given: Partial<Memory> = {}): Memory {
  return {
    id: 'mem_1',
    path: '/testing/lint.md',
    text: 'Run `mise run lint`.',
    kind: 'procedure',
    scope: 'workspace',
    tags: [],
    evidence: [],
    citations: [],
    links: [],
    origin: 'user',
    author: 'kim',
    confidence: 0.9,
    validFrom: AT,
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: AT,
    updatedAt: AT,
    ...given,
  };
}

export function buildProposal(given: Partial<Proposal> = {}): Proposal {
  const after = buildMemory();
  return {
    id: 'prp_1',
    dream: 'drm_1',
    operation: 'create',
    path: after.path,
    changes: [{ id: after.id, before: null, after }],
    reason: 'Lint failed in four sessions.',
    evidence: [],
    origin: 'assistant',
    support: {
      isExplicitInstruction: false,
      independentSessions: 1,
      failedSessions: 0,
      passedSessions: 0,
      isDeclaredCommand: false,
      isSameAuthor: false,
    },
    findings: [],
    createdAt: AT,
    ...given,
  };
}

export function buildItem(given: {
  readonly proposal?: Partial<Proposal>;
  readonly state?: ReviewItem['state'];
  readonly rules?: readonly string[];
}): ReviewItem {
  const state = given.state ?? 'waiting';
  const effect = state === 'refused' ? 'refuse' : 'review';
  return {
    proposal: buildProposal(given.proposal),
    verdict: {
      verdict: state === 'committed' ? 'auto' : effect,
      hits: (given.rules ?? []).map((rule) => ({ rule, effect, detail: `because of ${rule}` })),
      risk: 0.5,
      constitution: '',
    },
    hash: 'hash',
    state,
    decidedAt: null,
    comment: null,
  };
}

export function buildDream(given: Partial<DreamRecord> = {}): DreamRecord {
  return {
    id: 'drm_1',
    status: 'completed',
    engine: 'local',
    trigger: 'command',
    started: AT,
    ended: AT,
    sessions: 12,
    events: 340,
    findings: 7,
    committed: 0,
    waiting: 0,
    refused: 0,
    usage: { inputTokens: 0, outputTokens: 0 },
    cost: 0,
    error: null,
    undone: false,
    ...given,
  };
}
