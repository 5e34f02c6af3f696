import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect } from '../../src/core/collect.ts';
import { encodeEntry, NO_PREVIOUS } from '../../src/core/journal/entry-line.ts';
import type { Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aFolder, aHeader, aMemory, anEvent, aStore, creation, ids, NOON, PERSON, remember } from './builders.ts';

/** A closed store with memories `m1` to `m6`, one journal line each; without a snapshot unless asked. */
async function aClosedStore(options: { readonly snapshot: boolean }): Promise<string> {
  const directory = aFolder();
  const store = await openStore(directory, { clock: NOON });
  await remember(store, 'm1', 'm2', 'm3', 'm4', 'm5', 'm6');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1'), anEvent('s', '2')]);
  await store.close();
  if (!options.snapshot) rmSync(join(directory, 'memory.sqlite'));
  return directory;
}

function journalLines(directory: string): string[] {
  return readFileSync(join(directory, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
}

function writeJournal(directory: string, lines: readonly (string | undefined)[]): void {
  writeFileSync(join(directory, 'journal.jsonl'), lines.map((line) => `${line}\n`).join(''));
}

function keptAside(directory: string): readonly string[] {
  return existsSync(join(directory, 'damaged')) ? readdirSync(join(directory, 'damaged')) : [];
}

async function lastRecord(store: Store): Promise<string | undefined> {
  return (await collect(store.journal())).at(-1)?.record?.kind;
}

const ALL = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];

describe('a journal that ends in the middle of a line', () => {
  test.each([true, false])('is cut at its last whole one, wherever that is (snapshot: %s)', async (snapshot) => {
    const source = await aClosedStore({ snapshot });
    const whole = readFileSync(join(source, 'journal.jsonl'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (size) => {
        const directory = aFolder();
        cpSync(source, directory, { recursive: true });
        truncateSync(join(directory, 'journal.jsonl'), size);
        const store = await openStore(directory, { clock: NOON });
        // A line that lacks no more than its line feed is whole.
        const isWhole = size === 0 || whole[size - 1] === 0x0a || whole[size] === 0x0a;
        const isTorn = !isWhole;
        const feeds = whole.subarray(0, size).toString('utf8').split('\n').length - 1;
        const lines = whole[size] === 0x0a ? feeds + 1 : feeds;
        expect(ids(store.view.memories())).toEqual(ALL.slice(0, lines));
        expect(store.view.session('s')?.events).toBe(2);
        const isAhead = snapshot && size < whole.length;
        const recovered = (isTorn ? 1 : 0) + (isAhead ? 1 : 0);
        expect(await store.verifyJournal()).toEqual({ ok: true, entries: lines + recovered });
        expect(keptAside(directory)).toHaveLength(recovered);
        await remember(store, 'next');
        await store.close();
      }),
      { numRuns: 25 },
    );
  });

  test('loses no line that lacks no more than its line feed', async () => {
    const directory = await aClosedStore({ snapshot: false });
    truncateSync(join(directory, 'journal.jsonl'), readFileSync(join(directory, 'journal.jsonl')).length - 1);
    const store = await aStore(directory);
    expect(ids(store.view.memories())).toEqual(ALL);
    expect(await store.verifyJournal()).toEqual({ ok: true, entries: 6 });
  });

  test('is reported to the person and in the journal, with the place of what was cut', async () => {
    const directory = await aClosedStore({ snapshot: false });
    appendFileSync(join(directory, 'journal.jsonl'), '{"header":{"half');
    const store = await aStore(directory);
    expect(store.notices.join()).toContain('journal.jsonl ended in a line that was never finished (16 bytes');
    const [name] = keptAside(directory);
    expect(readFileSync(join(directory, 'damaged', name ?? ''), 'utf8')).toBe('{"header":{"half');
    expect((await collect(store.journal())).at(-1)?.record).toMatchObject({
      kind: 'recovered',
      keptAside: `damaged/${name}`,
    });
  });

  test('is cut as well when another process left it so while the store is open', async () => {
    const store = await aStore();
    await remember(store, 'a');
    appendFileSync(join(store.directory, 'journal.jsonl'), '{"half');
    await store.refresh();
    await remember(store, 'b');
    expect(ids(store.view.memories())).toEqual(['a', 'b']);
    expect(await store.verifyJournal()).toEqual({ ok: true, entries: 3 });
  });
});

describe('a journal that was changed in the middle', () => {
  const tampered: Readonly<Record<string, (lines: readonly string[]) => readonly (string | undefined)[]>> = {
    'content changed': (lines) => lines.with(2, lines[2]?.replace('What m3', 'What M3') ?? ''),
    'header changed': (lines) => lines.with(2, lines[2]?.replace('Ada', 'Eve') ?? ''),
    removed: (lines) => lines.toSpliced(2, 1),
    reordered: (lines) => [lines[0], lines[1], lines[3], lines[2], lines[4], lines[5]],
    duplicated: (lines) => [...lines.slice(0, 2), lines[1], ...lines.slice(2)],
    'not text': (lines) => lines.with(2, '\0'.repeat(300)),
  };

  test.each(Object.entries(tampered))('%s: is proven broken at exactly that entry', async (_name, tamper) => {
    const directory = await aClosedStore({ snapshot: true });
    writeJournal(directory, tamper(journalLines(directory)));
    const store = await aStore(directory);
    expect(await store.verifyJournal()).toMatchObject({ ok: false, firstBad: 3 });
  });

  test.each(Object.entries(tampered))('%s: gives up nothing that verifies by itself', async (name, tamper) => {
    const directory = await aClosedStore({ snapshot: false });
    writeJournal(directory, tamper(journalLines(directory)));
    const broken = readFileSync(join(directory, 'journal.jsonl'));
    const store = await aStore(directory);
    const isLost = !['reordered', 'duplicated'].includes(name);
    expect(ids(store.view.memories())).toEqual(ALL.filter((id) => !isLost || id !== 'm3'));
    expect(store.notices.join()).toContain('The journal is damaged from entry 3 on');
    expect(readFileSync(join(directory, 'journal.jsonl')).subarray(0, broken.length).equals(broken)).toBe(true);
    expect(readFileSync(join(directory, 'damaged', keptAside(directory)[0] ?? '')).equals(broken)).toBe(true);
    expect(await lastRecord(store)).toBe('recovered');
  });

  test('goes on working, and says so once in the journal', async () => {
    const directory = await aClosedStore({ snapshot: false });
    writeJournal(directory, journalLines(directory).toSpliced(2, 1));
    const first = await openStore(directory, { clock: NOON });
    await remember(first, 'next');
    await first.close();
    rmSync(join(directory, 'memory.sqlite'));
    const again = await aStore(directory);
    expect(ids(again.view.memories())).toEqual(['m1', 'm2', 'm4', 'm5', 'm6', 'next']);
    const records = (await collect(again.journal())).filter(({ record }) => record?.kind === 'recovered');
    expect(records).toHaveLength(1);
    expect(keptAside(directory)).toHaveLength(1);
  });

  test('takes nothing from another store that was spliced in', async () => {
    const directory = await aClosedStore({ snapshot: false });
    const other = await aStore();
    await remember(other, 'x1', 'x2', 'x3');
    writeJournal(directory, journalLines(directory).toSpliced(2, 1, journalLines(other.directory)[2] ?? ''));
    const store = await aStore(directory);
    expect(ids(store.view.memories())).toEqual(['m1', 'm2', 'm4', 'm5', 'm6']);
    expect(await store.verifyJournal()).toMatchObject({
      ok: false,
      firstBad: 3,
      reason: 'an entry of another journal',
    });
  });

  test('costs nothing that the database holds, even in its last line', async () => {
    const directory = await aClosedStore({ snapshot: true });
    writeJournal(
      directory,
      journalLines(directory).map((line) => line.replace('What m6', 'What M6').replace('What m5', 'What M5')),
    );
    const store = await openStore(directory, { clock: NOON });
    expect(ids(store.view.memories())).toEqual(ALL);
    expect(store.notices.join()).toContain('2 lines are unreadable, the database still holds them');
    await remember(store, 'next');
    expect(await store.verifyJournal()).toMatchObject({ ok: false, firstBad: 5 });
    await store.close();
    expect(ids((await aStore(directory)).view.memories())).toEqual([...ALL, 'next']);
  });

  test('that lost a line feed between two entries gives both', async () => {
    const directory = await aClosedStore({ snapshot: false });
    const path = join(directory, 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('\n', 'x'));
    const store = await aStore(directory);
    expect(ids(store.view.memories())).toEqual(ALL);
    expect(await store.verifyJournal()).toMatchObject({ ok: false, firstBad: 1 });
  });

  test('that lost its last line feed does not swallow what is written next', async () => {
    const directory = await aClosedStore({ snapshot: true });
    const path = join(directory, 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\n$/u, '\v'));
    const store = await openStore(directory, { clock: NOON });
    await remember(store, 'next');
    await store.close();
    rmSync(join(directory, 'memory.sqlite'));
    expect((await aStore(directory)).view.memory('next')).toBeDefined();
  });

  test('any flipped bit costs at most the entry it is in', async () => {
    const source = await aClosedStore({ snapshot: false });
    const whole = readFileSync(join(source, 'journal.jsonl'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const directory = aFolder();
        cpSync(source, directory, { recursive: true });
        const flipped = Buffer.from(whole);
        flipped[at] = (whole[at] ?? 0) ^ (1 << bit);
        writeFileSync(join(directory, 'journal.jsonl'), flipped);
        const store = await openStore(directory, { clock: NOON });
        expect(store.view.memories().length).toBeGreaterThanOrEqual(5);
        expect(store.notices.length).toBeGreaterThan(0);
        await remember(store, 'next');
        expect(store.view.memory('next')).toBeDefined();
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
});

test('an entry that does not fit what is there is told and passed over, all others count', async () => {
  const directory = aFolder();
  const first = creation(aMemory('a'));
  const lines: string[] = [];
  let head = { journal: 'jnl_1', sequence: 0, hash: NO_PREVIOUS };
  // The second repeats the first one's commit.
  for (const record of [first, first, creation(aMemory('b'))]) {
    const { line, entry } = encodeEntry(record, PERSON, head, NOON());
    lines.push(line);
    head = { ...head, sequence: entry.header.sequence, hash: entry.hash };
  }
  writeJournal(directory, lines);
  const store = await aStore(directory);
  expect(ids(store.view.memories())).toEqual(['a', 'b']);
  expect(store.notices.join()).toContain('Journal entry 2 could not be applied');
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 3 });
});

describe('a database', () => {
  const damage: Record<string, (path: string) => void> = {
    'that is missing': (path) => rmSync(path),
    'that is empty': (path) => truncateSync(path, 0),
    'that is cut short': (path) => truncateSync(path, 5000),
    'with a flipped bit': (path) => {
      const bytes = readFileSync(path);
      bytes[9000] = (bytes[9000] ?? 0) ^ 4;
      writeFileSync(path, bytes);
    },
    'with bytes after its end': (path) => appendFileSync(path, 'more'),
    'that is text': (path) => writeFileSync(path, 'SQLite format 3\0 and then nothing of the kind'),
  };
  test.each(Object.entries(damage))(
    '%s is rebuilt from the journal and the sessions, and reported',
    async (_name, harm) => {
      const directory = await aClosedStore({ snapshot: true });
      harm(join(directory, 'memory.sqlite'));
      const store = await openStore(directory, { clock: NOON });
      expect(ids(store.view.memories())).toEqual(ALL);
      expect(store.view.session('s')?.events).toBe(2);
      expect(store.notices).toHaveLength(1);
      expect(store.notices[0]).toContain('rebuilt from the journal');
      await store.close();
      expect((await aStore(directory)).notices).toEqual([]);
    },
  );

  test('that is ahead of its journal is rebuilt', async () => {
    const directory = await aClosedStore({ snapshot: true });
    writeJournal(directory, journalLines(directory).slice(0, 4));
    const store = await aStore(directory);
    expect(ids(store.view.memories())).toEqual(ALL.slice(0, 4));
    expect(store.notices.join()).toContain('ahead of the journal');
    expect(keptAside(directory)).toEqual(['memory.sqlite']);
  });

  test('of another journal is rebuilt', async () => {
    const directory = await aClosedStore({ snapshot: true });
    const other = await openStore(aFolder(), { clock: NOON });
    await remember(other, 'x', 'y', 'z');
    await other.close();
    cpSync(join(other.directory, 'memory.sqlite'), join(directory, 'memory.sqlite'));
    const store = await aStore(directory);
    expect(ids(store.view.memories())).toEqual(ALL);
    expect(store.notices.join()).toContain('belonged to another journal');
  });
});

describe('a session file', () => {
  function sessionFile(directory: string): string {
    const name = readdirSync(join(directory, 'sessions')).find((entry) => entry.endsWith('.jsonl'));
    return join(directory, 'sessions', name ?? '');
  }

  test('that ends in the middle of a line is cut and kept aside', async () => {
    const directory = await aClosedStore({ snapshot: true });
    appendFileSync(sessionFile(directory), '{"session":"s","id":"3","te');
    const store = await aStore(directory);
    expect(store.view.session('s')?.events).toBe(2);
    expect(store.notices.join()).toContain('never finished');
    expect(keptAside(directory)).toHaveLength(1);
    expect(await store.appendEvents(aHeader('s'), [anEvent('s', '3')])).toBe(1);
    expect((await collect(store.events('s'))).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  test('with a damaged line gives all its others', async () => {
    const directory = await aClosedStore({ snapshot: false });
    const lines = readFileSync(sessionFile(directory), 'utf8').split('\n');
    writeFileSync(sessionFile(directory), lines.with(1, '{"damaged').join('\n'));
    const store = await aStore(directory);
    expect((await collect(store.events('s'))).map(({ id }) => id)).toEqual(['2']);
    expect(store.notices.join()).toContain('1 damaged line in the session file');
  });

  test('whose header is damaged still gives its events', async () => {
    const directory = await aClosedStore({ snapshot: false });
    const lines = readFileSync(sessionFile(directory), 'utf8').split('\n');
    writeFileSync(sessionFile(directory), lines.with(0, '?').join('\n'));
    const store = await aStore(directory);
    expect(store.view.session('s')).toMatchObject({ events: 2, trust: 'none', format: 'unknown' });
  });

  test('that became shorter or went away is read anew and told', async () => {
    const directory = await aClosedStore({ snapshot: true });
    truncateSync(sessionFile(directory), readFileSync(sessionFile(directory)).lastIndexOf('\n', -2) + 1);
    const store = await openStore(directory, { clock: NOON });
    expect(store.view.session('s')?.events).toBe(1);
    expect(store.notices.join()).toContain('has become shorter');
    await store.close();
    rmSync(sessionFile(directory));
    const again = await aStore(directory);
    expect(again.view.session('s')).toBeUndefined();
    expect(again.notices.join()).toContain('is gone');
  });

  test('with any flipped bit never gives an event that was not said', async () => {
    const source = await aClosedStore({ snapshot: false });
    const whole = readFileSync(sessionFile(source));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const directory = aFolder();
        cpSync(source, directory, { recursive: true });
        const flipped = Buffer.from(whole);
        flipped[at] = (whole[at] ?? 0) ^ (1 << bit);
        writeFileSync(sessionFile(directory), flipped);
        const store = await openStore(directory, { clock: NOON });
        const said = [anEvent('s', '1'), anEvent('s', '2')];
        for (const event of await collect(store.events('s'))) expect(said).toContainEqual(event);
        // Besides the notice that the database was missing.
        expect(store.notices.length).toBeGreaterThan(1);
        await store.appendEvents(aHeader('s'), said);
        expect((await collect(store.events('s'))).toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(said);
        await store.close();
      }),
      { numRuns: 15 },
    );
  });

  test('that is damaged after it was read is told when it is read again', async () => {
    const directory = await aClosedStore({ snapshot: true });
    const store = await aStore(directory);
    writeFileSync(sessionFile(directory), readFileSync(sessionFile(directory), 'utf8').replace('Event 1.', 'Event 7.'));
    expect((await collect(store.events('s'))).map(({ id }) => id)).toEqual(['2']);
    expect(store.notices.join()).toContain('was damaged since it was read');
  });
});
