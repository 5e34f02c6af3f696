import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelatedSession } from '../../src/core/graph/graph.ts';
import { MemoryGraph } from '../../src/core/graph/memory-graph.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { createSearch } from '../../src/core/search/search.ts';
import { aMemory, aSearch, aSource, NOW } from '../search/builders.ts';

const AT = NOW.toISOString();
const MEMORIES = { limit: 10, within: 'memories' } as const;

function aGraph(...memories: readonly Memory[]): MemoryGraph {
  return aGraphOver([], ...memories);
}

function aGraphOver(related: readonly RelatedSession[], ...memories: readonly Memory[]): MemoryGraph {
  const graph = new MemoryGraph({
    memory: (id) => memories.find((memory) => memory.id === id),
    relatedSessions: (session) => related.filter((other) => other.session !== session),
  });
  for (const memory of memories) graph.add(memory);
  return graph;
}

const walk = (graph: MemoryGraph, id: string) => graph.walk([{ id, path: `/notes/${id}.md`, score: 1 }], AT);
const near = (graph: MemoryGraph, id: string) => walk(graph, id).map((neighbour) => [neighbour.id, neighbour.why]);
const evidence = (session: string) => ({ evidence: [{ session, event: 'e', quote: 'q' }] });

describe('neighbours of a memory', () => {
  it('are those about the same command, file, symbol or error', () => {
    const graph = aGraph(
      aMemory('a', 'Run `mise run lint` after edits of `src/a.ts`.'),
      aMemory('b', 'The hook calls `mise run lint --fix`.'),
      aMemory('c', 'src/a.ts holds the lock.'),
      aMemory('d', 'Nothing of the kind.'),
    );
    expect(near(graph, 'a')).toEqual([
      ['b', 'neighbour of /notes/a.md by command `mise run lint`'],
      ['c', 'neighbour of /notes/a.md by file `src/a.ts`'],
    ]);
    expect(near(graph, 'd')).toEqual([]);
  });

  it('are those that rest on the same session, which says less', () => {
    const graph = aGraph(aMemory('a', 'One.', evidence('s')), aMemory('b', 'Two.', evidence('s')));
    expect(near(graph, 'a')).toEqual([['b', 'neighbour of /notes/a.md by the same session']]);
    const [bySession] = walk(graph, 'a');
    const [byFile] = walk(aGraph(aMemory('a', '`x.ts`'), aMemory('b', '`x.ts`')), 'a');
    expect(bySession?.score).toBeLessThan(byFile?.score ?? 0);
  });

  it('are those that rest on sessions which edited the same files, from then on', () => {
    const memories = ['s', 's', 't', 'u'].map((session, at) => aMemory(`m${at}`, `Number ${at}.`, evidence(session)));
    const graph = aGraphOver(
      [
        { session: 't', file: 'src/a.ts', since: '2026-01-01T00:00:00.000Z' },
        { session: 'u', file: 'src/b.ts', since: '2999-01-01T00:00:00.000Z' },
      ],
      ...memories,
    );
    expect(near(graph, 'm0')).toEqual([
      ['m1', 'neighbour of /notes/m0.md by the same session'],
      ['m2', 'neighbour of /notes/m0.md by work on `src/a.ts`'],
    ]);
  });

  it('are those it is linked to, in either direction', () => {
    const linked = aMemory('a', 'One.', { links: [{ relation: 'supports', memory: 'b' }] });
    const graph = aGraph(linked, aMemory('b', 'Two.'));
    expect(near(graph, 'a')).toEqual([['b', 'linked as support to /notes/a.md']]);
    expect(near(graph, 'b')).toEqual([['a', 'linked as support to /notes/b.md']]);
  });

  it('are those recalled together with it, from then on', () => {
    const graph = aGraph(aMemory('a', 'One.'), aMemory('b', 'Two.'));
    const edge = { relation: 'co-used', since: AT, until: null } as const;
    graph.setCoUsed([{ from: { kind: 'memory', name: 'a' }, to: { kind: 'memory', name: 'b' }, ...edge }]);
    expect(near(graph, 'b')).toEqual([['a', 'used together with /notes/b.md']]);
    expect(graph.walk([{ id: 'b', path: '/b', score: 1 }], '2020-01-01T00:00:00.000Z')).toEqual([]);
    graph.setCoUsed([]);
    expect(near(graph, 'b')).toEqual([]);
  });

  it('what very many share joins nobody', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => aMemory(`m${index}`, 'See README.md.'));
    expect(near(aGraph(...crowd), 'm0')).toEqual([]);
  });

  it('adding and removing in any order leaves what the remaining memories say', () => {
    const texts = ['`a.ts`', '`b.ts` and `a.ts`', '`npm test`', 'ENOSPC in b.ts', 'nothing'];
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.option(fc.constantFrom(...texts)) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const left = new Map<string, Memory>();
        const graph = new MemoryGraph({ memory: (id) => left.get(id), relatedSessions: () => [] });
        for (const { id, text } of steps) {
          if (text === null) {
            graph.remove(id);
            left.delete(id);
          } else {
            graph.add(aMemory(id, text));
            left.set(id, aMemory(id, text));
          }
        }
        const anew = aGraph(...left.values());
        const sorted = (of: MemoryGraph, id: string) => walk(of, id).toSorted((a, b) => (a.id < b.id ? -1 : 1));
        for (const id of ['a', 'b', 'c', 'd']) {
          expect(sorted(graph, id).map((one) => [one.id, one.score])).toEqual(
            sorted(anew, id).map((one) => [one.id, one.score]),
          );
        }
      }),
    );
  });
});

describe('recall over the graph', () => {
  const lint = aMemory('lint', 'Lint fails on generated code; run `mise run lint` last.');
  const hook = aMemory('hook', 'The pre-commit step is `mise run lint`, nothing else.');
  const other = aMemory('other', 'Deploy on Tuesdays.');

  it('brings in the neighbour of a hit, below it, and says why', async () => {
    const search = await aSearch({ memories: [other, hook, lint] });
    const hits = search.recall('generated code', MEMORIES, NOW);
    expect(hits.map(({ id, why }) => [id, why])).toEqual([
      ['lint', ['words: generated, code']],
      ['hook', ['neighbour of /notes/lint.md by command `mise run lint`']],
    ]);
    expect(hits[1]?.score).toBeLessThan(hits[0]?.score ?? 0);
  });

  it('never brings in what no longer holds', async () => {
    const ended = { ...hook, validTo: '2026-02-01T00:00:00.000Z' };
    const search = await aSearch({ memories: [ended, lint] });
    expect(search.recall('generated code', MEMORIES, NOW).map(({ id }) => id)).toEqual(['lint']);
    const then = { ...MEMORIES, asOf: '2026-01-15T00:00:00.000Z' };
    expect(search.recall('generated code', then, NOW).map(({ id }) => id)).toEqual(['lint', 'hook']);
  });

  it('forgets a neighbour that is deleted, and follows one that is changed', async () => {
    const source = aSource({ memories: [hook, lint] });
    const search = createSearch();
    const found = async () => {
      await search.sync(source);
      return ids(search.recall('generated code', MEMORIES, NOW));
    };
    expect(await found()).toEqual(['lint', 'hook']);
    source.content.memories = [lint];
    expect(await found()).toEqual(['lint']);
    source.content.memories = [{ ...other, text: 'Before `mise run lint`: wait.' }, lint];
    expect(await found()).toEqual(['lint', 'other']);
  });
});

function ids(hits: readonly { readonly id: string }[]): readonly string[] {
  return hits.map(({ id }) => id);
}
