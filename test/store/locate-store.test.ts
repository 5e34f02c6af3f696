import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locateStore, type StoreQuestion } from '../../src/store/locate-store.ts';
import { aFolder, aStore } from './builders.ts';

/** A repository with a nested folder, and a home without anything. */
function aRepository(): { readonly root: string; readonly nested: string; readonly home: string } {
  const root = join(aFolder(), 'my project');
  const nested = join(root, 'packages', 'app');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(nested, { recursive: true });
  return { root, nested, home: aFolder() };
}

function directoryOf(question: StoreQuestion): string {
  return locateStore(question).directory;
}

test('the argument comes first, then the environment', () => {
  const { nested, home } = aRepository();
  const environment = { DREAMWRIGHT_STORE: '/from/environment' };
  expect(directoryOf({ argument: '/from/argument', folder: nested, environment, home })).toBe('/from/argument');
  expect(directoryOf({ argument: 'here', folder: nested, environment, home })).toBe(join(nested, 'here'));
  expect(directoryOf({ folder: nested, environment, home })).toBe('/from/environment');
});

test('a store inside the repository is found from any folder of it', () => {
  const { root, nested, home } = aRepository();
  mkdirSync(join(root, '.dreamwright', 'store'), { recursive: true });
  expect(directoryOf({ folder: nested, environment: {}, home })).toBe(join(root, '.dreamwright', 'store'));
  mkdirSync(join(nested, '.dreamwright', 'store'), { recursive: true });
  expect(directoryOf({ folder: nested, environment: {}, home })).toBe(join(nested, '.dreamwright', 'store'));
});

test('a store above the repository belongs to something else', () => {
  const { root, nested, home } = aRepository();
  mkdirSync(join(root, '..', '.dreamwright', 'store'), { recursive: true });
  expect(directoryOf({ folder: nested, environment: {}, home })).toContain(join(home, '.dreamwright', 'stores'));
});

test('without one, every folder of a repository shares a place under home that is named after its root', () => {
  const { root, nested, home } = aRepository();
  const place = directoryOf({ folder: root, environment: {}, home });
  expect(place.slice(home.length)).toMatch(/^.\.dreamwright.stores.my-project-[0-9a-f]{12}$/);
  expect(directoryOf({ folder: nested, environment: {}, home })).toBe(place);
  expect(directoryOf({ folder: aRepository().root, environment: {}, home })).not.toBe(place);
});

test.skipIf(process.platform === 'win32')('a root reached by a link has the same store', () => {
  const { root, home } = aRepository();
  const link = join(aFolder(), 'my project');
  symlinkSync(root, link);
  const place = directoryOf({ folder: root, environment: {}, home });
  expect(directoryOf({ folder: link, environment: {}, home })).toBe(place);
});

test('a store belongs to the folder it was found for, one named by hand to none', () => {
  const { root, nested, home } = aRepository();
  const rootOf = (question: StoreQuestion) => locateStore({ folder: nested, environment: {}, home, ...question }).root;
  expect(rootOf({})).toBe(root);
  expect(rootOf({ argument: '' })).toBe(root);
  expect(rootOf({ argument: '/by/hand' })).toBeNull();
  expect(rootOf({ environment: { DREAMWRIGHT_STORE: '/by/hand' } })).toBeNull();
  mkdirSync(join(nested, '.dreamwright', 'store'), { recursive: true });
  expect(rootOf({})).toBe(nested);
});

test('a store made inside a repository is kept out of git', async () => {
  const { root } = aRepository();
  mkdirSync(join(root, '.dreamwright'));
  await aStore(join(root, '.dreamwright', 'store'));
  expect(readFileSync(join(root, '.dreamwright', '.gitignore'), 'utf8')).toBe('store/\n');
});
