import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GraphEdge, Relation } from '../../src/core/graph/graph.ts';
import { memoryEdges } from '../../src/core/graph/memory-edges.ts';
import type { SessionEvent, ToolCallEvent } from '../../src/core/sessions/event.ts';
import type { Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aCommit, aFolder, aHeader, aMemory, anEvent, append, aStore, creation, NOON, PERSON } from './builders.ts';

const RELATIONS: readonly Relation[] = ['supports', 'contradicts', 'supersedes', 'derived-from', 'about', 'co-used'];

function graphOf(store: Store): readonly string[] {
  return RELATIONS.flatMap((relation) => store.view.relations(relation)).map(describeEdge);
}

function describeEdge({ from, relation, to, since, until }: GraphEdge): string {
  return `${from.kind} ${from.name} ${relation} ${to.kind} ${to.name} ${since.slice(0, 10)} ${until?.slice(0, 10) ?? ''}`;
}

function aCall(session: string, id: string, command: string): ToolCallEvent {
  const { type: _, ...rest } = anEvent(session, id, command);
  return { ...rest, type: 'tool_call', origin: 'assistant', call: id, tool: 'Bash', input: { command } };
}

function aRecall(session: string, id: string, ...memories: readonly string[]): SessionEvent {
  return { ...anEvent(session, id, memories.join('\n')), type: 'recall', origin: 'tool', memories };
}

const OLD = aMemory('old', {
  text: 'Use npm.',
  validTo: '2026-02-01T00:00:00.000Z',
  supersededBy: 'new',
  evidence: [{ session: 's1', event: 'e1', quote: 'npm' }],
});
const NEW = aMemory('new', {
  text: 'Run `pnpm install`, see package.json.',
  origin: 'assistant',
  author: 'claude-code',
  links: [{ relation: 'supports', memory: 'other' }],
});

test('memories and sessions are joined by what they have to do with, each for its time', async () => {
  const store = await aStore();
  await append(store, creation(OLD), creation(NEW));
  await store.appendEvents(aHeader('s1'), [
    aCall('s1', 'e1', 'cd app && pnpm install --frozen-lockfile'),
    aRecall('s1', 'e2', 'old', 'new'),
  ]);
  const session = ['session s1 about command pnpm install 2026-02-01 ', 'memory new co-used memory old 2026-02-01 '];
  const agent = 'session s1 derived-from agent claude-code 2026-02-01 ';
  const expected = [...[OLD, NEW].flatMap((memory) => memoryEdges(memory)).map(describeEdge), ...session, agent];
  expect(graphOf(store).toSorted()).toEqual(expected.toSorted());
});

test('the graph is the same when the database is rebuilt from journal and sessions', async () => {
  const folder = aFolder();
  const store = await openStore(folder, { clock: NOON });
  await append(store, creation(OLD), creation(NEW));
  await store.appendEvents(aHeader('s1'), [aCall('s1', 'e1', 'pnpm test'), aRecall('s1', 'e2', 'old', 'new')]);
  const before = graphOf(store);
  await store.close();
  rmSync(join(folder, 'memory.sqlite'), { force: true });
  expect(graphOf(await aStore(folder))).toEqual(before);
});

test('a change, a deletion and a removed session take their edges along', async () => {
  const store = await aStore();
  await append(store, creation(NEW));
  await store.appendEvents(aHeader('s1'), [aCall('s1', 'e1', 'pnpm test')]);
  const changed = { ...NEW, text: 'Run `npm install`.', links: [], origin: 'user' as const };
  await append(store, { kind: 'commit', commit: aCommit([[NEW, changed]]), comment: null });
  await store.removeSession(PERSON, 's1', 'not mine');
  expect(graphOf(store)).toEqual(['memory new about command npm install 2026-01-01 ']);
  await append(store, { kind: 'commit', commit: aCommit([[changed, null]]), comment: null });
  expect(graphOf(store)).toEqual([]);
});

test('a session that runs very many commands keeps the first of them', async () => {
  const store = await aStore();
  const calls = Array.from({ length: 300 }, (_, index) => aCall('s1', `e${index}`, `tool${index} run it`));
  await store.appendEvents(aHeader('s1'), calls);
  expect(graphOf(store)).toHaveLength(200);
});

test('sessions are related by the files that both edited, unless very many did', async () => {
  const store = await aStore();
  const edit = (session: string, id: string, file: string): ToolCallEvent => ({
    ...aCall(session, id, ''),
    tool: 'Edit',
    input: { file_path: file, old_string: 'a', new_string: 'b' },
  });
  await store.appendEvents(aHeader('s1'), [edit('s1', 'e1', 'src/a.ts'), edit('s1', 'e2', 'src/all.ts')]);
  await store.appendEvents(aHeader('s2'), [edit('s2', 'e1', './src/a.ts'), edit('s2', 'e2', 'src/all.ts')]);
  await store.appendEvents(aHeader('s3'), [edit('s3', 'e1', 'src/all.ts'), aCall('s3', 'e2', 'pnpm test')]);
  const since = '2026-02-01T10:00:00.000Z';
  expect(store.view.relatedSessions('s1', 2)).toEqual([{ session: 's2', file: 'src/a.ts', since }]);
  expect(store.view.relatedSessions('s3', 2)).toEqual([]);
  expect(store.view.relatedSessions('s3', 3)).toMatchObject([{ session: 's1' }, { session: 's2' }]);
});
