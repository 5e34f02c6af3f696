import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { MemoryVersion } from '../../src/core/memory/version.ts';
import { aMemory, aSearch, NOW } from '../search/builders.ts';
import { openTemporary } from '../service/open-temporary.ts';

const day = (number: number): string =>
  `2026-${String(Math.floor(number / 28) + 1).padStart(2, '0')}-${String((number % 28) + 1).padStart(2, '0')}T00:00:00.000Z`;
const MEMORIES = { limit: 20, within: 'memories' } as const;

/** A set with both times: when each held in the world, and when it was written down. */
const PORTS: readonly Memory[] = [
  aMemory('first', 'The port of the service is 8080.', {
    validFrom: day(0),
    validTo: day(30),
    createdAt: day(0),
    updatedAt: day(31),
  }),
  aMemory('second', 'The port of the service is 8443.', {
    validFrom: day(30),
    validTo: day(60),
    supersededBy: 'third',
    createdAt: day(33),
    updatedAt: day(61),
  }),
  // Learned late: it held long before it was written down.
  aMemory('third', 'The port of the service is 9443.', { validFrom: day(60), createdAt: day(80), updatedAt: day(80) }),
  aMemory('planned', 'The port of the service is 9999 after the move.', {
    validFrom: day(250),
    createdAt: day(90),
    updatedAt: day(90),
  }),
];

async function heldAt(asOf: string | undefined): Promise<readonly string[]> {
  const search = await aSearch({ memories: PORTS });
  const options = asOf === undefined ? MEMORIES : { ...MEMORIES, asOf };
  return search.recall('which port has the service', options, NOW).map(({ id }) => id);
}

describe('recall in time', () => {
  it.each<readonly [string, string | undefined, readonly string[]]>([
    ['before anything held', '2025-12-31T00:00:00.000Z', []],
    ['while the first held', day(10), ['first']],
    ['at the moment of change the new one holds', day(30), ['second']],
    ['what was learned later of then counts', day(65), ['third']],
    ['now', undefined, ['third']],
    ['in the future that is known', day(260), ['third', 'planned']],
  ])('%s', async (_, asOf, ids) => {
    expect([...(await heldAt(asOf))].toSorted()).toEqual([...ids].toSorted());
  });

  it('tells what a memory said then, not what it says since', async () => {
    const now = aMemory('a', 'Deploy on Fridays.', { updatedAt: day(50) });
    const version = (at: string, text: string): MemoryVersion => ({
      id: `v${at}`,
      memory: 'a',
      sequence: 1,
      commit: 'c',
      at,
      actor: { kind: 'person', name: 'Ada' },
      operation: 'modified',
      content: { ...now, text, updatedAt: at },
      redacted: false,
    });
    const versions = [version(day(0), 'Deploy on Tuesdays.'), version(day(50), 'Deploy on Fridays.')];
    const search = await aSearch({ memories: [now], versions });
    const textAt = (asOf: string) => search.recall('deploy', { ...MEMORIES, asOf }, NOW)[0]?.text;
    expect(textAt(day(20))).toBe('Deploy on Tuesdays.');
    expect(textAt(day(51))).toBe('Deploy on Fridays.');
  });
});

describe('what was known at a date', () => {
  it('is what was written down by then, with the dates it had then, also where it was deleted since', async () => {
    let now = new Date('2026-03-01T12:00:00.000Z');
    const { dreamwright } = await openTemporary(() => now);
    await dreamwright.remember({ text: 'The port is 8080.', path: '/port.md' });
    await dreamwright.remember({ text: 'The port of tests is 9090.', path: '/test-port.md' });
    const [port, testPort] = await dreamwright.memories();
    now = new Date('2026-03-10T12:00:00.000Z');
    const hash = createHash('sha256').update('The port is 8080.').digest('hex');
    await dreamwright.saveMemory(port?.id ?? '', 'The port is 8443.', hash);
    await dreamwright.deleteMemory(testPort?.id ?? '');
    const known = async (knownAt: string) =>
      (await dreamwright.recall('which port', { ...MEMORIES, knownAt })).map(({ text }) => text).toSorted();
    expect(await known('2026-02-01T00:00:00.000Z')).toEqual([]);
    expect(await known('2026-03-05T00:00:00.000Z')).toEqual(['The port is 8080.', 'The port of tests is 9090.']);
    expect(await known('2026-03-11T00:00:00.000Z')).toEqual(['The port is 8443.']);
    const asOf = { ...MEMORIES, asOf: '2026-04-01T00:00:00.000Z', knownAt: '2026-03-05T00:00:00.000Z' };
    expect((await dreamwright.recall('which port', asOf)).map(({ text }) => text)).toContain('The port is 8080.');
  });
});

const timed = fc
  .record({
    from: fc.integer({ min: 0, max: 250 }),
    lasts: fc.option(fc.integer({ min: 0, max: 100 })),
    successor: fc.option(fc.integer({ min: 0, max: 7 })),
    isPinned: fc.boolean(),
    mention: fc.constantFrom('`npm test`', '`src/a.ts`', ''),
  })
  .map(
    ({ from, lasts, successor, isPinned, mention }) =>
      (id: string) =>
        aMemory(id, `Topic of ${id} ${mention}`, {
          kind: 'preference',
          validFrom: day(from),
          validTo: lasts === null ? null : day(from + lasts),
          supersededBy: successor === null || `m${successor}` === id ? null : `m${successor}`,
          pinned: isPinned,
        }),
  );

describe('what is outdated', () => {
  it('is never returned as current, by words, by neighbours, or in a prompt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(timed, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        async (made, at) => {
          const memories = made.map((make, index) => make(`m${index}`));
          const now = new Date(day(at));
          const byId = new Map(memories.map((memory) => [memory.id, memory]));
          const holds = ({ validFrom, validTo, supersededBy }: Memory): boolean => {
            const end = validTo ?? (supersededBy === null ? null : (byId.get(supersededBy)?.validFrom ?? validFrom));
            return validFrom <= now.toISOString() && (end === null || now.toISOString() < end);
          };
          const search = await aSearch({ memories });
          const found = search.recall('topic', MEMORIES, now);
          const asOf = search.recall('topic', { ...MEMORIES, asOf: now.toISOString() }, NOW);
          const started = search.recallForPrompt('', 8_000, now, null, 'session-start').hits;
          const prompted = search.recallForPrompt('topic', 8_000, now).hits;
          for (const hits of [found, asOf, started, prompted]) {
            for (const hit of hits) expect(hit.kind === 'memory' && holds(hit.memory)).toBe(true);
          }
          const current = memories.filter(holds).map(({ id }) => id);
          expect(found.map(({ id }) => id).toSorted()).toEqual(current.toSorted());
        },
      ),
      { numRuns: 100 },
    );
  });
});
