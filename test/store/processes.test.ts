import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { collect } from '../../src/core/collect.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { aFolder, aStore, remember } from './builders.ts';
import { bundle } from './bundle.ts';

let writing = '';
let saving = '';
beforeAll(async () => {
  [writing, saving] = await Promise.all([bundle('writing-process'), bundle('saving-process')]);
});
afterAll(() => {
  for (const script of [writing, saving]) rmSync(script, { force: true });
});

interface Writer {
  readonly child: ChildProcess;
  /** What it was told is on disk, in order, each with how many memories the store held when it was decided. */
  readonly acknowledged: { readonly id: string; readonly seen: number }[];
  readonly errors: string[];
}

function startWriter(
  directory: string,
  name: string,
  count: number,
  { script = writing, options = [] }: { readonly script?: string; readonly options?: readonly string[] } = {},
): Writer {
  const child = spawn(process.execPath, [...options, script, directory, name, String(count)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const writer: Writer = { child, acknowledged: [], errors: [] };
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [id = '', seen = ''] = line.split(' ');
      writer.acknowledged.push({ id, seen: Number(seen) });
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => writer.errors.push(text));
  return writer;
}

const NAMES = ['ada', 'ben', 'cyd', 'dot', 'eve'];

test.each([2, 5])(
  '%i processes that write at once lose nothing and keep one order',
  { timeout: 120_000 },
  async (count) => {
    const directory = aFolder();
    const each = 120 / count;
    const writers = NAMES.slice(0, count).map((name) => startWriter(directory, name, each));
    await Promise.all(writers.map(({ child }) => once(child, 'close')));
    expect(writers.flatMap(({ errors }) => errors)).toEqual([]);
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    expect(acknowledged).toHaveLength(120);
    // Each decided on everything before it: no two saw the same number of memories.
    expect(new Set(acknowledged.map(({ seen }) => seen)).size).toBe(120);
    const store = await aStore(directory);
    expect(store.view.memories()).toHaveLength(120);
    expect(new Set((await collect(store.events('shared'))).map(({ id }) => id)).size).toBe(120);
    expect(store.notices).toEqual([]);
    expect(await store.verifyJournal()).toEqual({ ok: true, entries: 120 });
  },
);

test('of processes that save one memory at once none overwrites another: each saves again on what it had not seen', {
  timeout: 120_000,
}, async () => {
  const directory = aFolder();
  const dreamwright = await openDreamwright({ directory, root: null }, { clock: systemClock, person: 'ada' });
  await dreamwright.remember({ text: 'begun', path: '/shared.md' });
  const writers = NAMES.map((name) => startWriter(directory, name, 8, { script: saving }));
  await Promise.all(writers.map(({ child }) => once(child, 'close')));
  expect(writers.flatMap(({ errors }) => errors)).toEqual([]);
  const [memory] = await dreamwright.memories('/shared.md');
  const lines = memory?.text.split('\n') ?? [];
  expect(lines.toSorted()).toEqual(
    ['begun', ...NAMES.flatMap((name) => Array.from({ length: 8 }, (_, done) => `${name} ${done}`))].toSorted(),
  );
  const versions = await dreamwright.versions(memory?.id ?? '');
  // Each version is the one before it and one line more.
  expect(versions.map(({ content }) => content?.text)).toEqual(
    lines.map((_, index) => lines.slice(0, index + 1).join('\n')),
  );
  expect((await dreamwright.verifyJournal()).ok).toBe(true);
  await dreamwright.close();
});

/** Memories written, each with an event, before the test ends; a slow machine ends it earlier. */
const ENOUGH_WRITES = 2_000;
const LONG_ENOUGH_MS = 25_000;
const FEWEST_KILLS = 6;

test('a process that is killed anywhere among thousands of writes has lost nothing that was acknowledged', {
  timeout: 120_000,
}, async () => {
  const directory = aFolder();
  const acknowledged: string[] = [];
  const began = performance.now();
  const isLong = (): boolean => acknowledged.length >= ENOUGH_WRITES || performance.now() - began >= LONG_ENOUGH_MS;
  for (let round = 0; round < FEWEST_KILLS || !isLong(); round++) {
    const writer = startWriter(directory, `round${round}`, 100_000);
    await Promise.race([once(writer.child.stdout ?? writer.child, 'data'), once(writer.child, 'close')]);
    // Whatever it is at then: writing, syncing, saving the database or telling what it wrote.
    await wait(Math.random() * 2_000);
    writer.child.kill('SIGKILL');
    await once(writer.child, 'close');
    expect(writer.errors).toEqual([]);
    acknowledged.push(...writer.acknowledged.map(({ id }) => id));
    const store = await aStore(directory);
    const memories = new Set(store.view.memories().map(({ id }) => id));
    const events = new Set((await collect(store.events('shared'))).map(({ id }) => id));
    expect(acknowledged.filter((id) => !memories.has(id) || !events.has(id))).toEqual([]);
    // At most the one that was being written each time is there without having been acknowledged.
    expect(memories.size - acknowledged.length).toBeLessThanOrEqual(round + 1);
    expect((await store.verifyJournal()).ok).toBe(true);
    await store.close();
  }
});

test('a host without WebAssembly writes and reads the same store, and says that it is slow', {
  timeout: 120_000,
}, async () => {
  const directory = aFolder();
  const { child, acknowledged, errors } = startWriter(directory, 'plain', 45, { options: ['--jitless'] });
  await once(child, 'close');
  expect(acknowledged).toHaveLength(45);
  expect(errors.filter((line) => !line.startsWith('sql.js: the asm.js build'))).toEqual([]);
  const store = await aStore(directory);
  expect(store.notices).toEqual([]);
  expect(store.view.memories()).toHaveLength(45);
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 45 });
});

test('the lock of a process that is gone is taken at once', async () => {
  const store = await aStore();
  const gone = spawn(process.execPath, ['--version']);
  await once(gone, 'close');
  const lock = JSON.stringify({ pid: gone.pid, host: hostname(), token: 'left' });
  writeFileSync(join(store.directory, 'append.lock'), lock);
  writeFileSync(join(store.directory, 'dream.lock'), lock);
  await remember(store, 'a');
  const dream = await store.lockDream();
  expect(dream).not.toBeNull();
  await dream?.release();
});
