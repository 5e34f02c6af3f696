import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import initialize from 'sql.js';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { restoreStore } from '../../src/store/restore-store.ts';
import { aFolder, aHeader, anEvent, aStore, asNewerFormat, ids, NOON, remember } from './builders.ts';

/** Every byte under a folder as one text. */
function everyByte(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

test('a backup holds everything and opens as a store', async () => {
  const store = await aStore();
  await remember(store, 'a', 'b');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1')]);
  const target = join(aFolder(), 'backup');
  await store.backup(target);
  const copy = await aStore(target);
  expect(ids(copy.view.memories())).toEqual(['a', 'b']);
  expect(copy.view.session('s')?.events).toBe(1);
  expect(await copy.verifyJournal()).toEqual({ ok: true, entries: 2 });
});

test('a backup into a folder that holds something is refused', async () => {
  const store = await aStore();
  const target = aFolder();
  writeFileSync(join(target, 'letter.txt'), '');
  await expect(store.backup(target)).rejects.toThrow(
    'is not empty; nothing was copied. Choose an empty or a new folder.',
  );
});

test('a restored backup takes the place of everything, and what stood there is kept', async () => {
  const store = await aStore();
  const other = await aStore(store.directory);
  await remember(store, 'a');
  const backup = join(aFolder(), 'backup');
  await store.backup(backup);
  await remember(store, 'b');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1')]);
  await restoreStore(backup, store);
  await other.refresh();
  for (const { view } of [store, other]) {
    expect(ids(view.memories())).toEqual(['a']);
    expect(view.sessions()).toEqual([]);
  }
  await remember(store, 'c');
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 2 });
  const kept = readdirSync(store.directory).find((name) => name.startsWith('replaced-'));
  const before = await aStore(join(store.directory, kept ?? ''));
  expect(ids(before.view.memories())).toEqual(['a', 'b']);
});

test('a folder without a backup is not restored', async () => {
  const store = await aStore();
  await remember(store, 'a');
  await expect(restoreStore(aFolder(), store)).rejects.toThrow('holds no backup; nothing was restored.');
  await expect(restoreStore(store.directory, store)).rejects.toThrow('is the store itself');
  expect(ids(store.view.memories())).toEqual(['a']);
});

test('after Forget Everything no byte of it is left, and the store can be used', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  const other = await aStore(directory);
  await remember(store, 'xyzzy');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1', 'plugh')]);
  await store.snapshot();
  await store.backup(join(directory, 'replaced-before'));
  await other.refresh();
  const { generation } = store.view;
  await store.forgetEverything();
  expect(everyByte(directory)).not.toMatch(/xyzzy|plugh/);
  expect(store.statistics).toMatchObject({ memories: 0, sessions: 0, events: 0, journalEntries: 0, journalBytes: 0 });
  expect(store.view.generation).toBeGreaterThan(generation);
  await remember(store, 'new');
  await other.refresh();
  expect(ids(other.view.memories())).toEqual(['new']);
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 1 });
});

test('Forget Everything touches nothing else in the folder', async () => {
  const directory = aFolder();
  mkdirSync(join(directory, 'photos'));
  writeFileSync(join(directory, 'photos', 'cat.jpg'), 'cat');
  const store = await aStore(directory);
  await remember(store, 'a');
  await store.forgetEverything();
  expect(readFileSync(join(directory, 'photos', 'cat.jpg'), 'utf8')).toBe('cat');
});

test('statistics count what is there', async () => {
  const store = await aStore();
  await remember(store, 'a', 'b');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1'), anEvent('s', '2')]);
  expect(store.statistics).toMatchObject({ memories: 2, sessions: 1, events: 2, journalEntries: 2 });
  expect(store.statistics.journalBytes).toBe(readFileSync(join(store.directory, 'journal.jsonl')).length);
});

test('a database of a newer version is refused and nothing is touched', async () => {
  const directory = aFolder();
  const store = await openStore(directory, { clock: NOON });
  await remember(store, 'a');
  await store.close();
  const path = join(directory, 'memory.sqlite');
  const sql = await initialize();
  const database = new sql.Database(readFileSync(path));
  database.run('PRAGMA user_version = 99');
  writeFileSync(path, database.export());
  const before = everyByte(directory);
  await expect(openStore(directory, { clock: NOON })).rejects.toMatchObject({
    kind: 'newer',
    message: expect.stringContaining('update Dreamwright'),
  });
  expect(everyByte(directory)).toBe(before);
});

test('a journal of a newer version is refused and nothing is touched', async () => {
  const directory = aFolder();
  const store = await openStore(directory, { clock: NOON });
  await remember(store, 'a');
  const path = join(directory, 'journal.jsonl');
  writeFileSync(path, `${asNewerFormat(readFileSync(path, 'utf8'))}\n`);
  cpSync(path, join(directory, 'copy'));
  await expect(openStore(directory, { clock: NOON })).rejects.toMatchObject({ kind: 'newer' });
  expect(existsSync(join(directory, 'damaged'))).toBe(false);
  expect(readFileSync(path).equals(readFileSync(join(directory, 'copy')))).toBe(true);
});
