import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/core/collect.ts';
import type { StoreView } from '../../src/core/store.ts';
import { openStore } from '../../src/store/open-store.ts';
import {
  aCommit,
  aDream,
  aFolder,
  aHeader,
  aMemory,
  anEvent,
  anItem,
  append,
  aStore,
  creation,
  ids,
  NOON,
  PERSON,
  remember,
} from './builders.ts';

/** Everything a view answers, to compare two of them. */
function everything(view: StoreView): unknown {
  return {
    sequence: view.sequence,
    memories: view.memories(),
    versions: view.memories().map(({ id }) => view.versions(id)),
    sessions: view.sessions(),
    items: view.items(),
    dreams: view.dreams(),
    commits: view.dreams().map(({ id }) => view.commits(id)),
    findings: view.dreams().map(({ id }) => view.findings(id)),
    uses: [...view.useCounts()],
    bereaved: [...view.bereaved()],
  };
}

test('what was written is there after closing and opening again', async () => {
  const directory = aFolder();
  const store = await openStore(directory, { clock: NOON });
  await remember(store, 'b', 'a');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1'), anEvent('s', '2')]);
  const before = everything(store.view);
  await store.close();
  const again = await aStore(directory);
  expect(everything(again.view)).toEqual(before);
  expect(again.notices).toEqual([]);
});

test('what was written is there when the process ended without closing', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await remember(store, 'a', 'b', 'c');
  const again = await aStore(directory);
  expect(everything(again.view)).toEqual(everything(store.view));
});

test('memories are listed by path, found by path, and leave when deleted', async () => {
  const store = await aStore();
  await remember(store, 'c', 'a', 'b');
  expect(ids(store.view.memories())).toEqual(['a', 'b', 'c']);
  const b = aMemory('b');
  await append(store, { kind: 'commit', commit: aCommit([[b, null]]), comment: null });
  expect(ids(store.view.memories())).toEqual(['a', 'c']);
  expect(store.view.memoryAt(b.path)).toBeUndefined();
  expect(store.view.versions('b').map(({ operation }) => operation)).toEqual(['created', 'deleted']);
});

test('a listing that was handed out does not change afterwards', async () => {
  const store = await aStore();
  await remember(store, 'a', 'c');
  const listed = store.view.memories();
  await remember(store, 'b');
  expect(ids(listed)).toEqual(['a', 'c']);
  expect(ids(store.view.memories())).toEqual(['a', 'b', 'c']);
});

test('a superseded memory stays listed, but its path answers the one that took its place', async () => {
  const store = await aStore();
  const old = aMemory('old', { path: '/style.md' });
  await append(store, creation(old));
  const present = aMemory('new', { path: '/style.md', text: 'Tabs.' });
  const outdated = { ...old, supersededBy: 'new', validTo: '2026-03-01T00:00:00.000Z' };
  const commit = aCommit([
    [null, present],
    [old, outdated],
  ]);
  await append(store, { kind: 'commit', commit, comment: null });
  expect(ids(store.view.memories())).toEqual(['new', 'old']);
  expect(store.view.memoryAt('/style.md')).toEqual(present);
});

test('versions tell every change with its actor and content', async () => {
  const store = await aStore();
  const first = aMemory('a');
  const second = { ...first, text: 'Better.' };
  await append(store, creation(first));
  await append(store, { kind: 'commit', commit: aCommit([[first, second]]), comment: null });
  expect(store.view.versions('a')).toMatchObject([
    { operation: 'created', content: first, actor: PERSON, sequence: 1, at: NOON().toISOString() },
    { operation: 'modified', content: second, actor: PERSON, sequence: 2 },
  ]);
});

test('a dream brings its findings, proposals, commit and watermarks at once', async () => {
  const store = await aStore();
  await store.appendEvents(aHeader('s'), [anEvent('s', '1'), anEvent('s', '2')]);
  await append(store, { kind: 'dream-started', dream: 'drm_1', engine: 'local', trigger: 'command' });
  expect(store.view.dreams()).toMatchObject([{ id: 'drm_1', status: 'running' }]);
  const commit = aCommit([[null, aMemory('a')]], { dream: 'drm_1', cause: 'dream', proposals: ['prp_1'] });
  await append(store, {
    kind: 'dream-ended',
    dream: aDream('drm_1'),
    findings: [],
    items: [anItem('prp_1', { state: 'committed' }), anItem('prp_2')],
    commit,
    watermarks: { s: 2 },
  });
  expect(store.view.dreams()).toEqual([aDream('drm_1')]);
  expect(store.view.commits('drm_1')).toEqual([commit]);
  expect(store.view.items(['waiting'])).toEqual([anItem('prp_2')]);
  expect(store.view.session('s')?.digested).toBe(2);
  expect(ids(store.view.memories())).toEqual(['a']);
});

test('a decision moves a proposal and keeps its comment', async () => {
  const store = await aStore();
  await append(store, { kind: 'proposed', items: [anItem('prp_1')] });
  await append(store, { kind: 'decided', proposals: ['prp_1'], state: 'rejected', comment: 'Too vague.' });
  const decidedAt = NOON().toISOString();
  expect(store.view.item('prp_1')).toEqual(anItem('prp_1', { state: 'rejected', comment: 'Too vague.', decidedAt }));
  expect(store.view.items(['waiting'])).toEqual([]);
});

test('an undone dream says so, and no longer once the undo is undone', async () => {
  const store = await aStore();
  await append(store, {
    kind: 'dream-ended',
    dream: aDream('drm_1'),
    findings: [],
    items: [],
    commit: null,
    watermarks: {},
  });
  const undo = aCommit([], { cause: 'undo', undoes: 'drm_1' });
  await append(store, { kind: 'commit', commit: undo, comment: null });
  expect(store.view.dreams()[0]?.undone).toBe(true);
  await append(store, { kind: 'commit', commit: aCommit([], { cause: 'undo', redoes: undo.id }), comment: null });
  expect(store.view.dreams()[0]?.undone).toBe(false);
});

test('a decision that throws writes nothing', async () => {
  const store = await aStore();
  const refused = store.write(PERSON, () => {
    throw new Error('conflict');
  });
  await expect(refused).rejects.toThrow('conflict');
  expect(store.view.sequence).toBe(0);
  await remember(store, 'a');
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 1 });
});

test('a record that does not fit leaves neither a line nor a trace', async () => {
  const store = await aStore();
  const record = creation(aMemory('a'));
  await append(store, record);
  await expect(append(store, creation(aMemory('b')), record)).rejects.toThrow();
  expect(ids(store.view.memories())).toEqual(['a']);
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 1 });
  await remember(store, 'c');
  expect(ids(store.view.memories())).toEqual(['a', 'c']);
});

test('another store on the same folder sees writes after a refresh', async () => {
  const directory = aFolder();
  const [one, other] = [await aStore(directory), await aStore(directory)];
  await remember(one, 'a');
  await one.appendEvents(aHeader('s'), [anEvent('s', '1')]);
  expect(other.view.memories()).toEqual([]);
  await other.refresh();
  expect(everything(other.view)).toEqual(everything(one.view));
});

test('a listener is told of own and of other writes, and no longer once it has stopped listening', async () => {
  const directory = aFolder();
  const [one, other] = [await aStore(directory), await aStore(directory)];
  const told = new Promise<void>((tell) => other.onChange(tell));
  await remember(one, 'a');
  await told;
  expect(ids(other.view.memories())).toEqual(['a']);
  let changes = 0;
  const stop = one.onChange(() => changes++);
  await remember(one, 'b');
  stop();
  const before = changes;
  await remember(one, 'c');
  expect([before > 0, changes - before]).toEqual([true, 0]);
});

test('writes of two stores on one folder take turns, each deciding on what the other wrote', async () => {
  const directory = aFolder();
  const stores = [await aStore(directory), await aStore(directory)];
  const add = (store: (typeof stores)[number]): Promise<void> =>
    store.write(PERSON, (view) => ({
      records: [creation(aMemory(`m${view.memories().length}`))],
      result: undefined,
    }));
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => stores[index % 2]).flatMap((store) => (store ? [add(store)] : [])),
  );
  for (const store of stores) await store.refresh();
  expect(stores.map((store) => store.view.memories().length)).toEqual([20, 20]);
  expect(await stores[0]?.verifyJournal()).toEqual({ ok: true, entries: 20 });
});

test('only one holds the dream lock', async () => {
  const directory = aFolder();
  const [one, other] = [await aStore(directory), await aStore(directory)];
  const lock = await one.lockDream();
  expect(await other.lockDream()).toBeNull();
  await lock?.release();
  const next = await other.lockDream();
  expect(next).not.toBeNull();
  await next?.release();
});

test('the journal is told entry by entry', async () => {
  const store = await aStore();
  await remember(store, 'a', 'b');
  const entries = await collect(store.journal());
  expect(entries).toMatchObject([
    { sequence: 1, actor: PERSON, at: NOON().toISOString(), record: { kind: 'commit' } },
    { sequence: 2, actor: PERSON, record: { kind: 'commit' } },
  ]);
});

test.skipIf(process.platform === 'win32')('only their owner can read the files', async () => {
  const store = await aStore();
  await remember(store, 'a');
  await store.snapshot();
  const modes = ['journal.jsonl', 'memory.sqlite'].map((name) => statSync(join(store.directory, name)).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600]);
});

test('a closed store refuses with the mend', async () => {
  const store = await aStore();
  await store.close();
  await expect(remember(store, 'a')).rejects.toThrow('The store is closed; open it again.');
});
