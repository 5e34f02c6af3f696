import { describe, expect, it } from 'vitest';
import { gate } from '../../src/core/dream/gate.ts';
import { gateDream } from '../../src/core/dream/gate-dream.ts';
import type { Proposal } from '../../src/core/dream/proposal.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { buildContext, buildCreation, buildMemory, buildProposal, NOW } from './builders.ts';

const ENDED = NOW.toISOString();

function entries(count: number): readonly Memory[] {
  return Array.from({ length: count }, (_, index) =>
    buildMemory({ id: `m${index}`, text: `Note ${index} says to run step ${index} with care.` }),
  );
}

const prune = (memory: Memory): Proposal =>
  buildProposal({
    id: `prune-${memory.id}`,
    operation: 'prune',
    changes: [{ id: memory.id, before: memory, after: null }],
  });

const shrink = (memory: Memory, text: string): Proposal =>
  buildProposal({
    id: `shrink-${memory.id}`,
    operation: 'update',
    changes: [{ id: memory.id, before: memory, after: { ...memory, text } }],
  });

const replace = (memory: Memory): Proposal => {
  const after = buildMemory({
    id: `${memory.id}-new`,
    text: `Note of ${memory.id} says to run it twice.`,
    validFrom: ENDED,
  });
  return buildProposal({
    id: `replace-${memory.id}`,
    operation: 'supersede',
    support: { isSameAuthor: true },
    changes: [
      { id: memory.id, before: memory, after: { ...memory, validTo: ENDED, supersededBy: after.id } },
      { id: after.id, before: null, after },
    ],
  });
};

function judge(proposals: readonly Proposal[], memories: readonly Memory[]) {
  const context = buildContext(memories);
  return gateDream(
    proposals.map((proposal) => ({ proposal, ...gate(proposal, context) })),
    memories,
    NOW,
  );
}

const isHeldForSize = (items: ReturnType<typeof judge>): boolean =>
  items.every(
    ({ item, passed }) => passed === null && item.verdict.hits.some(({ rule }) => rule === 'size.quarter-lost'),
  );

describe('a dream that would lose more than a quarter of the entries', () => {
  const harmless = buildCreation('Use tabs.');

  it('waits as a whole, harmless edits included', () => {
    const memories = entries(8);
    expect(isHeldForSize(judge([harmless, ...memories.slice(0, 3).map(prune)], memories))).toBe(true);
  });

  it('does not wait for exactly a quarter', () => {
    const memories = entries(8);
    const items = judge([harmless, ...memories.slice(0, 2).map(prune)], memories);
    expect(items.map(({ passed }) => passed !== null)).toEqual([true, false, false]);
  });

  it('does not count below eight entries', () => {
    const memories = entries(7);
    expect(judge([harmless, ...memories.map(prune)], memories)[0]?.passed).not.toBeNull();
  });

  it('counts a text that shrinks by over half as lost, not one that shrinks by less', () => {
    const memories = entries(8);
    expect(
      isHeldForSize(
        judge(
          memories.slice(0, 3).map((memory) => shrink(memory, 'Run it.')),
          memories,
        ),
      ),
    ).toBe(true);
    expect(
      isHeldForSize(
        judge(
          memories.slice(0, 3).map((memory) => shrink(memory, memory.text.slice(0, 25))),
          memories,
        ),
      ),
    ).toBe(false);
  });

  it('does not count an entry that has a current successor', () => {
    const memories = entries(8);
    const items = judge(memories.map(replace), memories);
    expect(items.every(({ item }) => item.verdict.hits.every(({ rule }) => rule !== 'size.quarter-lost'))).toBe(true);
  });

  it('counts an entry whose successor is lost in the same dream', () => {
    const memories = entries(8);
    const [first, ...rest] = memories;
    if (first === undefined) throw new Error('no entries');
    const merges = rest.slice(0, 2).map((memory) =>
      buildProposal({
        id: `merge-${memory.id}`,
        operation: 'merge',
        changes: [{ id: memory.id, before: memory, after: { ...memory, validTo: ENDED, supersededBy: first.id } }],
      }),
    );
    expect(isHeldForSize(judge([...merges, prune(first)], memories))).toBe(true);
  });

  it('does not count entries that had ended before', () => {
    const memories = [
      ...entries(8),
      ...entries(3).map((memory) => ({ ...memory, id: `old-${memory.id}`, validTo: '2026-11-01T00:00:00.000Z' })),
    ];
    expect(judge([harmless, ...memories.slice(8).map(prune)], memories)[0]?.passed).not.toBeNull();
  });
});

describe('two edits of one dream in the same place', () => {
  it('let the first commit and hold the second', () => {
    const second = { ...buildCreation('Use spaces.', {}, { id: 'mem_2' }), id: 'prp_2' };
    const clash = {
      ...second,
      changes: second.changes.map((change) => ({
        ...change,
        id: 'mem_2',
        after: buildMemory({ id: 'mem_2', path: '/notes/mem_1.md' }),
      })),
    };
    const items = judge([buildCreation('Use tabs.'), clash], []);
    expect(items.map(({ passed }) => passed !== null)).toEqual([true, false]);
    expect(items[1]?.item.verdict.hits.map(({ rule }) => rule)).toEqual(['store.path-taken']);
  });
});
