import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookAtFiles } from '../../src/workspace/look-at-files.ts';
import { aFolder } from '../store/builders.ts';

const CHANGED = '2026-02-03T10:00:00.000Z';

test('a file that an agent wrote is looked at by its path or from the folder it worked in, with its time', async () => {
  const root = aFolder();
  mkdirSync(join(root, 'api', 'src'), { recursive: true });
  const path = join(root, 'api', 'src', 'a.ts');
  writeFileSync(path, 'const a = 1;');
  utimesSync(path, new Date(CHANGED), new Date(CHANGED));
  const look = lookAtFiles(root);
  const seen = { text: 'const a = 1;', changedAt: CHANGED };
  expect(await look('api/src/a.ts', undefined)).toEqual(seen);
  expect(await look('src/a.ts', join(root, 'api'))).toEqual(seen);
  expect(await look(path, '/elsewhere/that/is/gone')).toBeNull();
  expect(await look('src/b.ts', join(root, 'api'))).toBeNull();
});

test('nothing outside of the workspace is looked at, by whatever way', async () => {
  const folder = aFolder();
  const [root, other] = [join(folder, 'workspace'), join(folder, 'other')];
  for (const made of [root, other]) mkdirSync(made);
  writeFileSync(join(other, 'a.ts'), 'private');
  symlinkSync(join(other, 'a.ts'), join(root, 'link.ts'));
  const look = lookAtFiles(root);
  expect(await look('../other/a.ts', root)).toBeNull();
  expect(await look('a.ts', other)).toBeNull();
  expect(await look('link.ts', root)).toBeNull();
  expect(await lookAtFiles(null)('a.ts', other)).toBeNull();
});
