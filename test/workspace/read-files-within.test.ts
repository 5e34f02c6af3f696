import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFilesWithin } from '../../src/workspace/read-files-within.ts';
import { aFolder } from '../store/builders.ts';

test('files are read within the workspace and nowhere else', async () => {
  const folder = aFolder();
  const root = join(folder, 'workspace');
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'src', 'a.ts'), 'const a = 1;');
  writeFileSync(join(folder, 'private.txt'), 'private');
  symlinkSync(join(folder, 'private.txt'), join(root, 'link.txt'));
  const cited = ['src/a.ts', 'src/gone.ts', '../private.txt', join(folder, 'private.txt'), 'link.txt', 'src', ''];
  expect(await readFilesWithin(root, cited)).toEqual(
    new Map([
      ['src/a.ts', 'const a = 1;'],
      ['src/gone.ts', null],
    ]),
  );
});

test('without a workspace nothing is read', async () => {
  expect(await readFilesWithin(join(aFolder(), 'missing'), ['a.ts'])).toEqual(new Map());
});
