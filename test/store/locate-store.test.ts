import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locateStore } from '../../src/store/locate-store.ts';
import { aFolder, aStore } from './builders.ts';

/** A repository with a nested folder, and a home without anything. */
function aRepository(): { readonly root: string; readonly nested: string; readonly home: string } {
  const root = join(aFolder(), 'my project');
  const nested = join(root, 'packages', 'app');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(nested, { recursive: true });
  return { root, nested, home: aFolder() };
}

test('the argument comes first, then the environment', () => {
  const { nested, home } = aRepository();
  const environment = { DREAMWRIGHT_STORE: '/from/environment' };
  expect(locateStore({ argument: '/from/argument', folder: nested, environment, home })).toBe('/from/argument');
  expect(locateStore({ argument: 'here', folder: nested, environment, home })).toBe(join(nested, 'here'));
  expect(locateStore({ folder: nested, environment, home })).toBe('/from/environment');
});

test('a store inside the repository is found from any folder of it', () => {
  const { root, nested, home } = aRepository();
  mkdirSync(join(root, '.dreamwright', 'store'), { recursive: true });
  expect(locateStore({ folder: nested, environment: {}, home })).toBe(join(root, '.dreamwright', 'store'));
  mkdirSync(join(nested, '.dreamwright', 'store'), { recursive: true });
  expect(locateStore({ folder: nested, environment: {}, home })).toBe(join(nested, '.dreamwright', 'store'));
});

test('a store above the repository belongs to something else', () => {
  const { root, nested, home } = aRepository();
  mkdirSync(join(root, '..', '.dreamwright', 'store'), { recursive: true });
  expect(locateStore({ folder: nested, environment: {}, home })).toContain(join(home, '.dreamwright', 'stores'));
});

test('without one, every folder of a repository shares a place under home that is named after its root', () => {
  const { root, nested, home } = aRepository();
  const place = locateStore({ folder: root, environment: {}, home });
  expect(place.slice(home.length)).toMatch(/^.\.dreamwright.stores.my-project-[0-9a-f]{12}$/);
  expect(locateStore({ folder: nested, environment: {}, home })).toBe(place);
  expect(locateStore({ folder: aRepository().root, environment: {}, home })).not.toBe(place);
});

test.skipIf(process.platform === 'win32')('a root reached by a link has the same store', () => {
  const { root, home } = aRepository();
  const link = join(aFolder(), 'my project');
  symlinkSync(root, link);
  const place = locateStore({ folder: root, environment: {}, home });
  expect(locateStore({ folder: link, environment: {}, home })).toBe(place);
});

test('a store made inside a repository is kept out of git', async () => {
  const { root } = aRepository();
  mkdirSync(join(root, '.dreamwright'));
  await aStore(join(root, '.dreamwright', 'store'));
  expect(readFileSync(join(root, '.dreamwright', '.gitignore'), 'utf8')).toBe('store/\n');
});
