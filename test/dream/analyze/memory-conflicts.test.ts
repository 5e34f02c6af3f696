import { expect, it } from 'vitest';
import { findMemoryConflicts } from '../../../src/core/dream/analyze/memories/find-memory-conflicts.ts';
import type { Memory } from '../../../src/core/memory/memory.ts';
import { aMemory, NOW } from '../../search/builders.ts';

const SUBJECTS = ['commits', 'fixtures', 'snapshots', 'generated files'];

/** Pairs that deny each other, later ones with a later word. */
const memories: readonly Memory[] = SUBJECTS.flatMap((subject, index) => [
  aMemory(`old${index}`, `Always sign ${subject}.`, { validFrom: `2026-01-0${index + 1}T00:00:00.000Z` }),
  aMemory(`new${index}`, `Never sign ${subject}.`, { validFrom: `2026-02-0${index + 1}T00:00:00.000Z` }),
]);

async function pairs(of: readonly Memory[], asked: readonly string[] = []): Promise<readonly string[]> {
  const input = { memories: of, askedLinks: new Set(asked), now: NOW, signal: undefined };
  return (await findMemoryConflicts(input)).map(({ memories: [newer, older] }) => `${newer} ${older}`);
}

it('a dream shows three conflicts at most, those with the newest word, each with the later memory first', async () => {
  expect(await pairs(memories)).toEqual(['new1 old1', 'new2 old2', 'new3 old3']);
});

it('those that a person was asked about make room for others', async () => {
  expect(await pairs(memories, ['new3 contradicts old3'])).toEqual(['new0 old0', 'new1 old1', 'new2 old2']);
});

it('those that are linked, or of which neither may be linked, are known', async () => {
  const [older, newer, ...others] = memories.slice(0, 4);
  if (older === undefined || newer === undefined) throw new Error('no memories');
  const linked = { ...older, links: [{ relation: 'contradicts', memory: newer.id }] } as const;
  expect(await pairs([linked, newer, ...others])).toEqual(['new1 old1']);
  const pinned = [older, newer].map((memory) => ({ ...memory, pinned: true }));
  expect(await pairs([...pinned, ...others])).toEqual(['new1 old1']);
});

it('what agents keep each for themselves need not agree', async () => {
  const apart = memories
    .slice(0, 2)
    .map((memory, index) => ({ ...memory, scope: 'agent', author: `agent ${index}` }) as const);
  expect(await pairs(apart)).toEqual([]);
});
