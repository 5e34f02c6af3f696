import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import initialize from 'sql.js';
import { expect, test } from 'vitest';
import { collect } from '../../src/core/collect.ts';
import { Database } from '../../src/store/database/database.ts';
import { KEPT_TABLES } from '../../src/store/database/kept-tables.ts';
import { migrate, SCHEMA_VERSION } from '../../src/store/database/migrations.ts';
import { saveSnapshot } from '../../src/store/database/snapshot.ts';
import { nodeFileOperations } from '../../src/store/file-operations.ts';
import { Files } from '../../src/store/files.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aFolder, NOON, remember } from './builders.ts';

const STORES = join(import.meta.dirname, '../fixtures/stores');
const SCHEMAS = readdirSync(STORES).filter((name) => name.startsWith('schema-'));

interface Schema {
  readonly version: unknown;
  readonly objects: readonly unknown[];
  readonly tables: readonly unknown[];
}

/** Opens, saves and closes the store, then reads the saved database with SQLite alone. */
async function schemaOf(directory: string): Promise<Schema> {
  const store = await openStore(directory, { clock: NOON });
  await store.snapshot();
  await store.close();
  const sql = await initialize();
  const database = new sql.Database(readFileSync(join(directory, 'memory.sqlite')));
  const rows = (query: string): readonly unknown[] => database.exec(query)[0]?.values ?? [];
  return {
    version: rows('PRAGMA user_version')[0],
    objects: rows("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"),
    tables: rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").flat(),
  };
}

test.each(SCHEMAS)('a store of %s opens with everything in it, untouched but for its database', async (schema) => {
  const directory = aFolder();
  cpSync(join(STORES, schema), directory, { recursive: true });
  const journal = readFileSync(join(directory, 'journal.jsonl'));
  const store = await openStore(directory, { clock: NOON });
  expect(store.notices).toEqual([]);
  expect(store.view.memories().map(({ path }) => path)).toEqual([
    '/deploy/day.md',
    '/preferences/always-run-the-linter-before-you-commit.md',
    '/tools/pnpm.md',
  ]);
  const day = store.view.memoryAt('/deploy/day.md');
  expect(store.view.versions(day?.id ?? '').map(({ content }) => content?.text)).toEqual([
    'Deploy on Tuesdays.',
    'Deploy on Fridays.',
  ]);
  expect(store.view.sessions().map(({ session, events }) => [session, events])).toEqual([
    ['s1', 3],
    ['s2', 3],
    ['s3', 3],
    ['written-by-hand', 4],
  ]);
  expect(await collect(store.events('s1'))).toHaveLength(3);
  expect(store.view.dreams()).toMatchObject([{ status: 'completed', committed: 1 }]);
  expect(store.view.items().map(({ state }) => state)).toEqual(['committed']);
  expect(readFileSync(join(directory, 'journal.jsonl')).equals(journal)).toBe(true);
  await remember(store, 'next');
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 8 });
  await store.close();
});

test.each(SCHEMAS)('the database of %s comes out as a new one is made', async (schema) => {
  const directory = aFolder();
  cpSync(join(STORES, schema), directory, { recursive: true });
  const migrated = await schemaOf(directory);
  expect(migrated).toEqual(await schemaOf(aFolder()));
  expect(migrated.version).toEqual([SCHEMA_VERSION]);
});

test('of a text that has several chunks by now, the one vector of old goes', async () => {
  const sql = await initialize();
  const database = new Database(new sql.Database(readFileSync(join(STORES, SCHEMAS.at(-1) ?? '', 'memory.sqlite'))));
  database.run(
    `UPDATE versions SET content = json_set(content, '$.text', ?)
     WHERE row = (SELECT version FROM memories WHERE path = '/tools/pnpm.md')`,
    'Use pnpm. '.repeat(100),
  );
  database.run("INSERT INTO vectors SELECT 'memory', id, '', 'm', 1, zeroblob(5) FROM memories");
  migrate(database);
  const left = database.all('SELECT path FROM memories m JOIN vectors v ON v.owner = m.id ORDER BY path');
  expect(left.flat()).toEqual(['/deploy/day.md', '/preferences/always-run-the-linter-before-you-commit.md']);
});

test('what the index holds of events is chosen anew from the sessions’ files', async () => {
  const directory = aFolder();
  cpSync(join(STORES, SCHEMAS.at(-1) ?? ''), directory, { recursive: true });
  const path = join(directory, 'memory.sqlite');
  const sql = await initialize();
  const database = new Database(new sql.Database(readFileSync(path)));
  database.execute("UPDATE events SET text = 'chosen otherwise'");
  saveSnapshot(new Files(nodeFileOperations), path, database);
  const store = await openStore(directory, { clock: NOON });
  const texts = [...store.indexedEvents()].flat().map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(10);
  expect(texts).not.toContain('chosen otherwise');
  expect(store.notices).toEqual([]);
  await store.close();
});

test('every table is known to stay, or to be filled again, when the journal is read anew', async () => {
  const { tables } = await schemaOf(aFolder());
  const filledAgain = tables.filter((name) => !KEPT_TABLES.includes(String(name)));
  // A new table belongs into one of the two: into KEPT_TABLES when it is made from sessions, here when from the journal.
  expect(filledAgain).toEqual([
    'checkpoints',
    'commits',
    'decisions',
    'dreams',
    'entries',
    'event_index',
    'evidence',
    'findings',
    'folder_summaries',
    'imports',
    'memories',
    'memory_edges',
    'memory_index',
    'proposals',
    'tombstones',
    'versions',
    'watermarks',
  ]);
});
