import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { absolutePath, placeInFolders } from '../../../src/editor/agent/place-in-folders.ts';

let base = '';
const root = (name: string) => ({ name, path: join(base, name) });

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'places-')));
  await mkdir(join(base, 'shop', 'src'), { recursive: true });
  await mkdir(join(base, 'docs'));
  await mkdir(join(base, 'shop-secrets'));
  await writeFile(join(base, 'shop-secrets', 'key'), 'x');
  await symlink(join(base, 'shop-secrets'), join(base, 'shop', 'linked'));
});

describe('a path that a model writes', () => {
  test.each([
    ['src/a.ts', { path: 'src/a.ts', isInside: true }],
    ['./src/../src/new/b.ts', { path: 'src/new/b.ts', isInside: true }],
    ['.', { path: '.', isInside: true }],
  ])('%s lies inside', async (path, place) => {
    expect(await placeInFolders(path, [root('shop')])).toEqual(place);
  });

  test('lies outside when it climbs out, names another folder, or follows a link there', async () => {
    const places = ['../docs/x.md', join(base, 'shop-secrets', 'key'), 'linked/key', 'linked/new/file'];
    for (const path of places) expect(await placeInFolders(path, [root('shop')])).toMatchObject({ isInside: false });
  });

  test.each(['~', '~/notes.txt'])('%s is in the home folder, as a shell reads it', async (path) => {
    const home = await realpath(homedir());
    expect(await placeInFolders(path, [root('shop')])).toEqual({ path: join(home, path.slice(1)), isInside: false });
  });

  test('~ is but a name where no shell would read more in it', async () => {
    for (const path of ['~$report.docx', './~/a.ts', 'src/~/a.ts'])
      expect(await placeInFolders(path, [root('shop')])).toMatchObject({ isInside: true });
  });

  test('names its folder where there are several, and is found again by that name', async () => {
    const roots = [root('shop'), root('docs')];
    expect(await placeInFolders('docs/a.md', roots)).toEqual({ path: 'docs/a.md', isInside: true });
    expect(await placeInFolders('src/a.ts', roots)).toEqual({ path: 'shop/src/a.ts', isInside: true });
    expect(absolutePath('docs/a.md', roots)).toBe(join(base, 'docs', 'a.md'));
    expect(absolutePath('shop', roots)).toBe(join(base, 'shop'));
  });
});
