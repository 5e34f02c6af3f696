import { describe, expect, it } from 'vitest';
import { gate } from '../../src/core/dream/gate.ts';
import type { ProposalOperation } from '../../src/core/dream/proposal.ts';
import type { MemoryChange } from '../../src/core/memory/change.ts';
import { buildContext, buildMemory, buildProposal } from './builders.ts';

const memory = buildMemory({
  origin: 'assistant',
  author: 'dream',
  text: 'Run the importer with a cold cache.\n\nAnswer customers in their own language.',
});
const [kept = '', apart = ''] = memory.text.split('\n\n');
const second = buildMemory({ ...memory, id: 'mem_2', path: '/notes/mem_2.md', text: apart });

const EDITS: Readonly<Record<'move' | 'split' | 'link' | 'unlink' | 'promote', readonly MemoryChange[]>> = {
  move: [{ id: memory.id, before: memory, after: { ...memory, path: '/importer/mem_1.md' } }],
  split: [
    { id: memory.id, before: memory, after: { ...memory, text: kept } },
    { id: second.id, before: null, after: second },
  ],
  link: [{ id: memory.id, before: memory, after: { ...memory, links: [{ relation: 'about', memory: 'mem_3' }] } }],
  unlink: [{ id: memory.id, before: { ...memory, links: [{ relation: 'about', memory: 'mem_3' }] }, after: memory }],
  promote: [{ id: memory.id, before: { ...memory, scope: 'agent' }, after: memory }],
};

function judge(operation: ProposalOperation, changes: readonly MemoryChange[], sensitivity: 'balanced' | 'autonomous') {
  const found = changes.flatMap(({ before }) => (before === null ? [] : [before]));
  const proposal = buildProposal({
    operation,
    changes,
    origin: 'assistant',
    evidence: memory.evidence,
    support: { isExplicitInstruction: false, independentSessions: 0 },
  });
  return gate(proposal, buildContext(found, { sensitivity })).verdict;
}

describe('edits of the order of memories', () => {
  it.each(['move', 'split', 'link', 'unlink', 'promote'] as const)('wait for a person at balanced: %s', (operation) => {
    expect(judge(operation, EDITS[operation], 'balanced').verdict).toBe('review');
  });

  it.each(['move', 'split', 'link', 'unlink'] as const)('commit by themselves at autonomous: %s', (operation) => {
    expect(judge(operation, EDITS[operation], 'autonomous')).toMatchObject({ verdict: 'auto', hits: [] });
  });

  it('wait at every level where more would read them', () => {
    const { verdict, hits } = judge('promote', EDITS.promote, 'autonomous');
    expect(verdict).toBe('review');
    expect(hits.map(({ rule }) => rule)).toContain('semantic.widens-scope');
  });

  it('wait at every level where a split leaves a sentence out', () => {
    const [first] = EDITS.split;
    if (first === undefined) throw new Error('no change');
    const { hits } = judge('split', [first], 'autonomous');
    expect(hits.map(({ rule }) => rule)).toContain('semantic.loses-sentence');
  });
});
