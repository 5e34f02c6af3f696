import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { collect } from '../../src/core/collect.ts';
import { nodeFileOperations } from '../../src/store/file-operations.ts';
import { Files } from '../../src/store/files.ts';
import { Lock } from '../../src/store/lock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aFolder, aHeader, anEvent, aStore, ids, NOON, remember } from './builders.ts';

const MEMORIES = ['m1', 'm2', 'm3'];
const EVENTS = [anEvent('s', '1'), anEvent('s', '2', 'The second — with an umlaut: ü.'), anEvent('s', '3')];

/** A closed store with a snapshot; each test damages a copy. */
const source = { directory: '', database: Buffer.alloc(0), session: Buffer.alloc(0), sessionFile: '' };
beforeAll(async () => {
  source.directory = join(import.meta.dirname, `../../node_modules/.cache/dreamwright/regions-${process.pid}`);
  const store = await openStore(source.directory, { clock: NOON });
  await remember(store, ...MEMORIES);
  await store.appendEvents(aHeader('s'), EVENTS);
  await store.close();
  source.sessionFile = join(
    'sessions',
    readdirSync(join(source.directory, 'sessions')).find((name) => name.endsWith('l')) ?? '',
  );
  source.database = readFileSync(join(source.directory, 'memory.sqlite'));
  source.session = readFileSync(join(source.directory, source.sessionFile));
  return () => rmSync(source.directory, { recursive: true });
});

function aCopy(): string {
  const directory = aFolder();
  cpSync(source.directory, directory, { recursive: true });
  return directory;
}

async function expectAllThere(directory: string): Promise<void> {
  const store = await openStore(directory, { clock: NOON });
  expect(ids(store.view.memories())).toEqual(MEMORIES);
  expect(store.view.session('s')?.events).toBe(3);
  expect(store.notices.join()).toContain('memory.sqlite was damaged');
  await remember(store, 'next');
  expect((await store.verifyJournal()).ok).toBe(true);
  await store.close();
}

test('a bit flipped anywhere in the database costs nothing', async () => {
  const { length } = source.database;
  const regions = [
    0,
    17,
    60,
    68,
    100,
    4096,
    length >> 1,
    length - 49,
    length - 48,
    length - 33,
    length - 32,
    length - 1,
  ];
  for (const at of regions) {
    const directory = aCopy();
    const flipped = Buffer.from(source.database);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    writeFileSync(join(directory, 'memory.sqlite'), flipped);
    await expectAllThere(directory);
  }
});

test('a database cut off anywhere costs nothing', async () => {
  const { length } = source.database;
  for (const size of [1, 16, 99, 100, 4095, 4096, length >> 1, length - 48, length - 32, length - 1]) {
    const directory = aCopy();
    truncateSync(join(directory, 'memory.sqlite'), size);
    await expectAllThere(directory);
  }
});

test('a session cut off anywhere gives whole events alone, and the rest again when it is imported again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(source.session.length), async (size) => {
      const directory = aCopy();
      truncateSync(join(directory, source.sessionFile), size);
      const store = await openStore(directory, { clock: NOON });
      const left = await collect(store.events('s'));
      expect(EVENTS.slice(0, left.length)).toEqual(left);
      await store.appendEvents(aHeader('s'), EVENTS);
      expect(await collect(store.events('s'))).toEqual(EVENTS);
      expect(ids(store.view.memories())).toEqual(MEMORIES);
      await store.close();
    }),
    { numRuns: 15 },
  );
});

test('a damaged mark of change costs nothing', async () => {
  const directory = aCopy();
  writeFileSync(join(directory, 'sessions', '.changed'), Buffer.from([0xff, 0, 0x80]));
  const store = await aStore(directory);
  expect(store.view.session('s')?.events).toBe(3);
  expect(store.notices).toEqual([]);
});

const BROKEN_LOCKS = [
  '',
  '{',
  'null',
  '\0'.repeat(64),
  '{"pid":"1","host":3}',
  '{"pid":1,"host":"elsewhere","token":"t"}',
];

test.each(BROKEN_LOCKS)('a lock file that says %j is set aside once it is stale', async (content) => {
  const path = join(aFolder(), 'append.lock');
  writeFileSync(path, content);
  const held = await new Lock(new Files(nodeFileOperations), path, 20).take(5_000);
  expect(held.isHeld()).toBe(true);
  held.release();
});

test.each(BROKEN_LOCKS)('a dream lock that says %j is taken after 35 minutes, and not before', async (content) => {
  const store = await aStore();
  const path = join(store.directory, 'dream.lock');
  writeFileSync(path, content);
  expect(await store.lockDream()).toBeNull();
  const old = new Date(Date.now() - 36 * 60_000);
  utimesSync(path, old, old);
  const lock = await store.lockDream();
  expect(lock).not.toBeNull();
  await lock?.release();
});

test('a takeover that was begun by a process that died does not hold a lock for ever', async () => {
  const path = join(aFolder(), 'append.lock');
  writeFileSync(path, '');
  writeFileSync(`${path}.takeover`, '1');
  const old = new Date(Date.now() - 60_000);
  utimesSync(`${path}.takeover`, old, old);
  const held = await new Lock(new Files(nodeFileOperations), path, 20).take(5_000);
  held.release();
});

test('a clock that goes backwards changes no order and loses nothing', async () => {
  const directory = aFolder();
  let hour = 20;
  const store = await openStore(directory, { clock: () => new Date(Date.UTC(2026, 0, 1, hour--)) });
  await remember(store, 'a', 'b');
  const b = store.view.memory('b');
  await store.write({ kind: 'system' }, () => ({
    records: [
      {
        kind: 'commit',
        comment: null,
        commit: {
          id: 'cmt_back',
          cause: 'person',
          dream: null,
          reason: '',
          changes: [
            {
              id: 'b',
              before: b ?? null,
              after: b === undefined ? null : { ...b, text: 'Later, at an earlier hour.' },
            },
          ],
          proposals: [],
          undoes: null,
          redoes: null,
          moves: [],
          adds: [],
        },
      },
    ],
    result: undefined,
  }));
  await store.appendEvents(aHeader('s'), EVENTS);
  const entries = await collect(store.journal());
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(entries.map(({ at }) => at)).toEqual(
    entries
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
  await store.close();
  rmSync(join(directory, 'memory.sqlite'));
  const again = await aStore(directory);
  expect(again.view.memory('b')?.text).toBe('Later, at an earlier hour.');
  expect(again.view.versions('b').map(({ sequence }) => sequence)).toEqual([2, 3]);
  expect(await again.verifyJournal()).toEqual({ ok: true, entries: 3 });
});
