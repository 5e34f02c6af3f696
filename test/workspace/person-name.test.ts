import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { personName } from '../../src/workspace/person-name.ts';
import { aFolder } from '../store/builders.ts';

let [home, folder] = ['', ''];
beforeEach(() => {
  home = aFolder();
  folder = join(aFolder(), 'work');
  mkdirSync(join(folder, '.git', 'objects'), { recursive: true });
  mkdirSync(join(folder, '.git', 'refs'));
  writeFileSync(join(folder, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  for (const name of ['HOME', 'USERPROFILE']) vi.stubEnv(name, home);
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
});
afterEach(() => vi.unstubAllEnvs());

const named = (place: string, name: string) => writeFileSync(place, `[user]\n\tname = ${name}\n`);

test("a person speaks by git's name for the folder, else by their own, else by that of the account", async () => {
  expect(await personName(folder, () => 'account')).toBe('account');
  named(join(home, '.gitconfig'), 'Ada');
  expect(await personName(folder)).toBe('Ada');
  named(join(folder, '.git', 'config'), 'Ada at work');
  expect(await personName(folder)).toBe('Ada at work');
  expect(await personName(null)).toBe('Ada');
});

test('a folder that is gone leaves the name of the account', async () => {
  expect(await personName(join(folder, 'gone'), () => 'account')).toBe('account');
});

test.skipIf(process.platform === 'win32')('a program named git in the folder is not run', async () => {
  writeFileSync(join(folder, 'git'), '#!/bin/sh\necho Mallory\n');
  chmodSync(join(folder, 'git'), 0o755);
  // As Windows looks for programs: where they begin, before anywhere else.
  vi.stubEnv('PATH', `.${delimiter}${process.env['PATH']}`);
  named(join(home, '.gitconfig'), 'Ada');
  expect(await personName(folder)).toBe('Ada');
});

test('an account without a name is told by its number', async () => {
  vi.resetModules();
  vi.doMock('node:os', async (original) => ({
    ...(await original<typeof import('node:os')>()),
    userInfo: () => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    },
  }));
  const { personName: unnamed } = await import('../../src/workspace/person-name.ts');
  expect(await unnamed(null)).toMatch(/^user ?\d*$/u);
  vi.doUnmock('node:os');
});
