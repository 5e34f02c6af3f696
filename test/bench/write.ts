import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import initialize from 'sql.js';
import { systemClock } from '../../src/core/clock.ts';
import type { JournalRecord } from '../../src/core/journal/record.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/open-store.ts';

// Acknowledged writes at growing sizes of the store, beside saving the whole sql.js database for each; and how long a
// store takes to open. Run with `npm run bench:write`.

const SIZES = [100, 1_000, 10_000];
const WRITES = 200;
const EXPORTS = 20;
const EVENTS_PER_SESSION = 500;

const WORDS =
  'run the linter before each commit because formatting decides what passes in this repository and why'.split(' ');

function aMemory(index: number): Memory {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
  const text = Array.from(
    { length: 60 },
    (_, word) => WORDS[(index * 7 + word * (1 + (index % 5))) % WORDS.length],
  ).join(' ');
  return {
    id: `mem_${index}`,
    path: `/area-${index % 40}/topic-${index}.md`,
    text: `${text} (${index})`,
    kind: 'fact',
    scope: 'workspace',
    tags: ['bench'],
    evidence: [{ session: `s${index % 50}`, event: `e${index}`, quote: text.slice(0, 120) }],
    citations: [],
    links: [],
    origin: 'user',
    author: 'bench',
    confidence: 0.9,
    validFrom: at,
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: at,
    updatedAt: at,
  };
}

function creationOf(indexes: readonly number[]): JournalRecord {
  return {
    kind: 'commit',
    comment: null,
    commit: {
      id: `cmt_${indexes[0]}`,
      cause: 'person',
      dream: null,
      reason: 'bench',
      changes: indexes.map((index) => ({ id: `mem_${index}`, before: null, after: aMemory(index) })),
      proposals: [],
      undoes: null,
      redoes: null,
      moves: [],
      adds: [],
    },
  };
}

async function fill(store: Store, from: number, to: number): Promise<void> {
  await store.write({ kind: 'system' }, () => ({
    records: Array.from({ length: to - from }, (_, index) => creationOf([from + index])),
    result: undefined,
  }));
}

async function time(act: () => unknown): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((left, right) => left - right)[Math.floor((times.length - 1) * share)] ?? Number.NaN;
}

/** A write and a sync of a few hundred bytes: what the disk alone takes. */
function syncAlone(directory: string): number {
  const file = openSync(join(directory, 'probe'), 'a');
  const began = performance.now();
  writeSync(file, Buffer.alloc(700, 'x'));
  fsyncSync(file);
  const took = performance.now() - began;
  closeSync(file);
  return took;
}

async function wholeExport(size: number, directory: string): Promise<readonly number[]> {
  const sql = await initialize();
  const database = new sql.Database();
  database.run('CREATE TABLE memories (id TEXT PRIMARY KEY, path TEXT, memory TEXT)');
  database.run('BEGIN');
  const insert = (index: number): void => {
    const memory = aMemory(index);
    database.run('INSERT INTO memories VALUES (?, ?, ?)', [memory.id, memory.path, JSON.stringify(memory)]);
  };
  for (let index = 0; index < size; index++) insert(index);
  database.run('COMMIT');
  const times: number[] = [];
  for (let write = 0; write < EXPORTS; write++) {
    times.push(
      await time(() => {
        insert(size + write);
        const file = openSync(join(directory, 'whole.sqlite'), 'w');
        writeSync(file, database.export());
        fsyncSync(file);
        closeSync(file);
      }),
    );
  }
  database.close();
  return times;
}

async function benchSize(size: number): Promise<Record<string, number>> {
  const directory = mkdtempSync(join(tmpdir(), 'dreamwright-bench-'));
  try {
    const store = await openStore(directory, { clock: systemClock });
    await fill(store, 0, size);
    store.view.memories();
    const syncs: number[] = [];
    const writes: number[] = [];
    for (let write = 0; write < WRITES; write++) {
      syncs.push(syncAlone(directory));
      writes.push(
        await time(() => store.write({ kind: 'system' }, () => ({ records: [creationOf([size + write])], result: 0 }))),
      );
    }
    const events = Array.from({ length: EVENTS_PER_SESSION }, (_, index) => ({
      session: 's',
      id: `e${index}`,
      at: '2026-01-01T00:00:00.000Z',
      agent: 'bench',
      origin: 'user' as const,
      type: 'user' as const,
      text: aMemory(index).text,
    }));
    const append = await time(() =>
      store.appendEvents({ session: 's', agent: 'bench', format: 'plain', trust: 'user' }, events),
    );
    const snapshot = await time(() => store.snapshot());
    await store.close();
    const open = async (): Promise<number> => {
      let opened: Store | undefined;
      const took = await time(async () => {
        opened = await openStore(directory, { clock: systemClock });
        opened.view.memories();
      });
      await opened?.close();
      return took;
    };
    const opening = quantile([await open(), await open(), await open()], 0.5);
    const databaseSize = statSync(join(directory, 'memory.sqlite')).size;
    rmSync(join(directory, 'memory.sqlite'));
    const rebuilding = await open();
    const exports = await wholeExport(size, directory);
    return {
      memories: size,
      'write p50 ms': quantile(writes, 0.5),
      'write p95 ms': quantile(writes, 0.95),
      'of it sync p50': quantile(syncs, 0.5),
      'whole export p50': quantile(exports, 0.5),
      'export / write': quantile(exports, 0.5) / quantile(writes, 0.5),
      'append 500 events': append,
      'snapshot ms': snapshot,
      'database MB': databaseSize / 1e6,
      'open ms': opening,
      'rebuild ms': rebuilding,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

await benchSize(SIZES[0] ?? 100);
const rows: Record<string, number>[] = [];
for (const size of SIZES) rows.push(await benchSize(size));
console.table(
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value.toFixed(2))]))),
);
const [least, most] = [rows.at(0)?.['write p50 ms'] ?? 0, rows.at(-1)?.['write p50 ms'] ?? 0];
console.log(`A write with 10,000 memories takes ${(most / least).toFixed(2)} times one with 100.`);
