import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locateBeside } from '../../src/store/locate-beside.ts';
import { locateStore, userStore } from '../../src/store/locate-store.ts';
import { aFolder } from './builders.ts';

function aRepository(name: string): string {
  const root = join(aFolder(), name);
  mkdirSync(join(root, '.git'), { recursive: true });
  return root;
}

function besideOf(folders: readonly string[], home = aFolder()) {
  const [folder = aFolder(), ...others] = folders;
  const { directory } = locateStore({ folder, home, environment: {} });
  return { home, beside: locateBeside({ home, directory, folders: others, environment: {} }) };
}

test('the memories of a person join those of any folder', () => {
  const { home, beside } = besideOf([aRepository('web')]);
  expect(beside).toEqual([{ at: '/@user', directory: userStore(home), root: null, owner: null, scope: 'user' }]);
});

test('each further folder joins with a store of its own, under a name of its own', () => {
  const { beside } = besideOf([aRepository('web'), aRepository('api'), aRepository('my api'), aRepository('api')]);
  expect(beside.map(({ at, scope }) => `${scope} ${at}`)).toEqual([
    'user /@user',
    'workspace /@api',
    'workspace /@my-api',
    'workspace /@api-2',
  ]);
  expect(new Set(beside.map(({ directory }) => directory)).size).toBe(4);
});

test('folders of one repository share its store, which joins once', () => {
  const root = aRepository('web');
  const folders = ['app', 'docs'].map((name) => join(root, name));
  for (const folder of folders) mkdirSync(folder);
  expect(besideOf(folders).beside.map(({ at }) => at)).toEqual(['/@user']);
});

test('a folder called user does not take the place of the person’s memories', () => {
  const { beside } = besideOf([aRepository('web'), aRepository('user')]);
  expect(beside.map(({ at }) => at)).toEqual(['/@user', '/@user-2']);
});
