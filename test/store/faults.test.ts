import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { type FileOperations, nodeFileOperations } from '../../src/store/file-operations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { aFolder, aHeader, anEvent, aStore, ids, NOON, remember } from './builders.ts';

type Fault = Partial<FileOperations>;

function fail(code: string): never {
  throw Object.assign(new Error(`${code}: it failed`), { code });
}

/** A store whose disk begins to fail when the test says so, and works again after `mend`. */
async function aFailingStore(directory: string): Promise<{ store: Store; break(fault: Fault): void; mend(): void }> {
  let fault: Fault = {};
  const operations = new Proxy(nodeFileOperations, {
    get: (target, name, receiver) => Reflect.get(name in fault ? fault : target, name, receiver),
  });
  const store = await openStore(directory, { clock: NOON, operations });
  onTestFinished(() => store.close());
  return {
    store,
    break: (next) => {
      fault = next;
    },
    mend: () => {
      fault = {};
    },
  };
}

/** Only what is written to the journal or a session's file fails, not the lock. */
function onlyWhenAppending(code: string): Fault {
  const appending = new Set<number>();
  return {
    openSync: (path, flags, mode) => {
      const file = nodeFileOperations.openSync(path, flags, mode);
      if (flags === 'a') appending.add(file);
      else appending.delete(file);
      return file;
    },
    fsyncSync: (file) => (appending.has(file) ? fail(code) : nodeFileOperations.fsyncSync(file)),
  };
}

/** Half of each append gets through before the disk is full. */
function fillsUpHalfway(): Fault {
  const written = new Map<number, boolean>();
  return {
    ...onlyWhenAppending('ENOSPC'),
    fsyncSync: nodeFileOperations.fsyncSync,
    writeSync: ((file: number, bytes: Uint8Array, offset: number, length: number) => {
      if (length < 200 && !written.has(file)) return nodeFileOperations.writeSync(file, bytes, offset, length);
      if (written.has(file)) fail('ENOSPC');
      written.set(file, true);
      return nodeFileOperations.writeSync(file, bytes, offset, length >> 1);
    }) as FileOperations['writeSync'],
  };
}

const FAULTS: Readonly<Record<string, readonly [fault: () => Fault, kind: string, mend: string]>> = {
  'a disk that fills up in the middle of a line': [fillsUpHalfway, 'full', 'Free some space and try again.'],
  'a sync that finds the disk full': [() => onlyWhenAppending('ENOSPC'), 'full', 'Free some space and try again.'],
  'a sync that fails': [() => onlyWhenAppending('EIO'), 'io', 'Check the disk and try again.'],
  'a disk that became read-only': [
    () => ({
      openSync: (path, flags, mode) => (flags === 'r' ? nodeFileOperations.openSync(path, flags, mode) : fail('EROFS')),
    }),
    'read-only',
    'Make it writable',
  ],
  'a folder that may not be written': [
    () => ({
      openSync: (path, flags, mode) =>
        flags === 'r' ? nodeFileOperations.openSync(path, flags, mode) : fail('EACCES'),
    }),
    'forbidden',
    'Give your user the right to write there',
  ],
};

test.each(Object.entries(FAULTS))(
  '%s acknowledges nothing, says the mend and loses nothing',
  async (_name, [fault, kind, mend]) => {
    const directory = aFolder();
    const disk = await aFailingStore(directory);
    await remember(disk.store, 'before');
    await disk.store.appendEvents(aHeader('s'), [anEvent('s', '1')]);
    const journal = readFileSync(join(directory, 'journal.jsonl'));

    disk.break(fault());
    const failure = await remember(disk.store, 'lost').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreError);
    expect(failure).toMatchObject({ kind, message: expect.stringContaining(mend) });
    expect(String(failure)).not.toContain('\n');
    disk.break(fault());
    await expect(disk.store.appendEvents(aHeader('s'), [anEvent('s', '2', 'long '.repeat(99))])).rejects.toMatchObject({
      kind,
    });
    expect(ids(disk.store.view.memories())).toEqual(['before']);
    expect(disk.store.view.session('s')?.events).toBe(1);

    disk.mend();
    expect(readFileSync(join(directory, 'journal.jsonl')).equals(journal)).toBe(true);
    await remember(disk.store, 'after');
    expect(await disk.store.appendEvents(aHeader('s'), [anEvent('s', '2')])).toBe(1);
    const again = await aStore(directory);
    expect(ids(again.view.memories())).toEqual(['after', 'before']);
    expect(again.view.session('s')?.events).toBe(2);
    expect(again.notices).toEqual(['The database memory.sqlite was missing and has been rebuilt from the journal.']);
    expect(await again.verifyJournal()).toEqual({ ok: true, entries: 2 });
  },
);

test('a half-written line that can not even be cut back is cut by the next write', async () => {
  const disk = await aFailingStore(aFolder());
  await remember(disk.store, 'before');
  disk.break({ ...fillsUpHalfway(), ftruncateSync: () => fail('EIO') });
  await expect(remember(disk.store, 'lost')).rejects.toMatchObject({ kind: 'full' });
  disk.mend();
  await remember(disk.store, 'after');
  expect(ids(disk.store.view.memories())).toEqual(['after', 'before']);
  expect(disk.store.notices.join()).toContain('never finished');
  expect((await disk.store.verifyJournal()).ok).toBe(true);
});

test('a snapshot that can not be saved leaves the one before, and no temporary file', async () => {
  const directory = aFolder();
  const disk = await aFailingStore(directory);
  await remember(disk.store, 'a');
  await disk.store.snapshot();
  const saved = readFileSync(join(directory, 'memory.sqlite'));
  await remember(disk.store, 'b');
  disk.break({ fsyncSync: () => fail('ENOSPC') });
  await expect(disk.store.snapshot()).rejects.toMatchObject({ kind: 'full' });
  disk.mend();
  expect(readFileSync(join(directory, 'memory.sqlite')).equals(saved)).toBe(true);
  expect(readdirSync(directory).sort()).toEqual(['journal.jsonl', 'memory.sqlite', 'sessions']);
});

test('a rename that is refused for moments, as on Windows, is tried again', async () => {
  const directory = aFolder();
  const disk = await aFailingStore(directory);
  await remember(disk.store, 'a');
  let refusals = 3;
  disk.break({
    renameSync: (from, to) => {
      if (refusals-- > 0) fail('EPERM');
      nodeFileOperations.renameSync(from, to);
    },
  });
  await disk.store.snapshot();
  expect(readdirSync(directory)).toContain('memory.sqlite');
});

test('a store on a read-only disk can be read', async () => {
  const directory = aFolder();
  const store = await openStore(directory, { clock: NOON });
  await remember(store, 'a');
  await store.close();
  const readOnly: Fault = {
    openSync: (path, flags, mode) => (flags === 'r' ? nodeFileOperations.openSync(path, flags, mode) : fail('EROFS')),
  };
  const again = await openStore(directory, { clock: NOON, operations: { ...nodeFileOperations, ...readOnly } });
  expect(ids(again.view.memories())).toEqual(['a']);
  await again.close();
});

test('a place where no store can be made is told with the mend', async () => {
  const operations = { ...nodeFileOperations, mkdirSync: () => fail('EACCES') };
  const opening = openStore(join(aFolder(), 'store'), { clock: NOON, operations });
  await expect(opening).rejects.toMatchObject({
    kind: 'forbidden',
    message: expect.stringContaining('choose another place'),
  });
});

test('a file where the folder should be is told with the mend', async () => {
  const store = await aStore();
  await remember(store, 'a');
  const opening = openStore(join(store.directory, 'journal.jsonl'), { clock: NOON });
  await expect(opening).rejects.toMatchObject({ message: expect.stringContaining('Move it away') });
});
