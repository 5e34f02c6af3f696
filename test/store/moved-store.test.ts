import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { locateStore } from '../../src/store/locate-store.ts';
import { findMovedStore, takeMovedStore } from '../../src/store/moved-store.ts';
import { aFolder } from './builders.ts';

const REMOTE = '[remote "origin"]\n\turl = https://user:hunter2@example.com/web.git\n';

interface Repository {
  readonly home: string;
  readonly root: string;
  /** Keeps a memory in the store of a repository at `root`. */
  remember(root: string, text: string): Promise<string>;
}

function aRepository(config = ''): Repository {
  const root = join(aFolder(), 'web');
  const home = aFolder();
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(root, '.git', 'config'), config);
  return {
    home,
    root,
    remember: async (folder, text) => {
      const located = locateStore({ folder, home, environment: {} });
      const dreamwright = await openDreamwright(located, {
        clock: () => new Date('2026-03-01T12:00:00.000Z'),
        person: 'ada',
      });
      await dreamwright.remember({ text });
      await dreamwright.close();
      return located.directory;
    },
  };
}

function findFor(root: string, home: string) {
  return findMovedStore(home, root, locateStore({ folder: root, home, environment: {} }).directory);
}

async function textsIn(root: string, home: string): Promise<readonly string[]> {
  const dreamwright = await openDreamwright(locateStore({ folder: root, home, environment: {} }), {
    clock: () => new Date('2026-03-02T12:00:00.000Z'),
    person: 'ada',
  });
  onTestFinished(() => dreamwright.close());
  return (await dreamwright.memories()).map(({ text }) => text);
}

test('a repository that was moved is offered the store of its old place, and goes on with it', async () => {
  const { home, root, remember } = aRepository();
  const directory = await remember(root, 'Deploy on Tuesdays.');
  const moved = `${root}-moved`;
  renameSync(root, moved);
  onTestFinished(() => rmSync(moved, { recursive: true, force: true }));

  const found = findFor(moved, home);
  expect(found).toEqual({ directory, root });
  if (found !== null) takeMovedStore(found, locateStore({ folder: moved, home, environment: {} }).directory);
  expect(await textsIn(moved, home)).toEqual(['Deploy on Tuesdays.']);
  expect(findFor(moved, home)).toBeNull();
});

test('a copy on another disk is known by its remotes, of which only a hash is kept', async () => {
  const { home, root, remember } = aRepository(REMOTE);
  const directory = await remember(root, 'Deploy on Tuesdays.');
  rmSync(root, { recursive: true });
  const copy = aRepository(REMOTE).root;
  expect(findFor(copy, home)).toEqual({ directory, root });
  expect(readFileSync(join(directory, 'owner.json'), 'utf8')).not.toContain('example.com');
});

test('a repository that still stands keeps its store to itself', async () => {
  const { home, root, remember } = aRepository(REMOTE);
  await remember(root, 'Deploy on Tuesdays.');
  expect(findFor(aRepository(REMOTE).root, home)).toBeNull();
});

test('nothing is offered to, or put in the place of, a store that holds something', async () => {
  const { home, root, remember } = aRepository();
  await remember(root, 'Deploy on Tuesdays.');
  const moved = `${root}-moved`;
  renameSync(root, moved);
  onTestFinished(() => rmSync(moved, { recursive: true, force: true }));
  const found = findFor(moved, home);
  const directory = await remember(moved, 'Deploy on Fridays.');
  expect(findFor(moved, home)).toBeNull();
  if (found === null) throw new Error('the old store was not found');
  expect(() => takeMovedStore(found, directory)).toThrow(/holds sessions or memories by now/u);
  expect(await textsIn(moved, home)).toEqual(['Deploy on Fridays.']);
});

test.each(['', '{', 'null', '{"root":7}', '\0'.repeat(40)])(
  'a note of its owner that says %j offers it to nobody, and is written anew',
  async (content) => {
    const { home, root, remember } = aRepository();
    const note = join(await remember(root, 'Deploy on Tuesdays.'), 'owner.json');
    const whole = readFileSync(note, 'utf8');
    writeFileSync(note, content);
    const moved = `${root}-moved`;
    renameSync(root, moved);
    onTestFinished(() => rmSync(moved, { recursive: true, force: true }));
    expect(findFor(moved, home)).toBeNull();
    renameSync(moved, root);
    expect(await textsIn(root, home)).toEqual(['Deploy on Tuesdays.']);
    expect(readFileSync(note, 'utf8')).toBe(whole);
  },
);
