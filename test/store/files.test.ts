import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type FileOperations, nodeFileOperations } from '../../src/store/file-operations.ts';
import { Files } from '../../src/store/files.ts';
import { aFolder } from './builders.ts';

function refusing(
  code: string,
  times: number,
): { readonly operations: FileOperations; readonly renames: () => number } {
  let renames = 0;
  const renameSync: FileOperations['renameSync'] = (from, to) => {
    renames++;
    if (renames <= times) throw Object.assign(new Error(code), { code });
    nodeFileOperations.renameSync(from, to);
  };
  return { operations: { ...nodeFileOperations, renameSync }, renames: () => renames };
}

function onPlatform(platform: NodeJS.Platform): void {
  const before = Object.getOwnPropertyDescriptor(process, 'platform');
  Object.defineProperty(process, 'platform', { ...before, value: platform });
  onTestFinished(() => {
    if (before !== undefined) Object.defineProperty(process, 'platform', before);
  });
}

test.each(['EPERM', 'EBUSY'])('a rename that is refused with %s for moments is tried again', (code) => {
  const path = join(aFolder(), 'file');
  const { operations, renames } = refusing(code, 3);
  new Files(operations).replace(path, [Buffer.from('new')]);
  expect([readFileSync(path, 'utf8'), renames()]).toEqual(['new', 4]);
});

test.each([
  ['EPERM', 10],
  ['ENOSPC', 1],
])('a rename that is refused with %s for good is told after %i tries, and leaves the file as it was', (code, tries) => {
  const folder = aFolder();
  const path = join(folder, 'file');
  writeFileSync(path, 'old');
  const { operations, renames } = refusing(code, 99);
  expect(() => new Files(operations).replace(path, [Buffer.from('new')])).toThrow(code);
  expect([readFileSync(path, 'utf8'), renames(), readdirSync(folder)]).toEqual(['old', tries, ['file']]);
});

test.each([
  ['win32', 1],
  ['linux', 2],
  ['darwin', 2],
] as const)(
  'on %s a new file is synced %i times: itself and, where there is such a thing, its folder',
  (platform, syncs) => {
    onPlatform(platform);
    const path = join(aFolder(), 'file');
    let count = 0;
    const operations: FileOperations = {
      ...nodeFileOperations,
      fsyncSync: (file) => {
        count++;
        nodeFileOperations.fsyncSync(file);
      },
    };
    new Files(operations).append(path, Buffer.from('line\n'), 0);
    expect(count).toBe(syncs);
  },
);

test('on Windows a lock file that is being deleted counts as taken, elsewhere it is an error', () => {
  const refused: FileOperations = {
    ...nodeFileOperations,
    openSync: () => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    },
  };
  onPlatform('win32');
  expect(new Files(refused).createNew('lock', Buffer.alloc(0))).toBe(false);
  onPlatform('linux');
  expect(() => new Files(refused).createNew('lock', Buffer.alloc(0))).toThrow('EPERM');
});

test('bytes are overwritten in place, and all others stay', () => {
  const path = join(aFolder(), 'file');
  writeFileSync(path, 'one secret, two secrets');
  const bytes = Buffer.from('------');
  new Files(nodeFileOperations).overwrite(path, [
    { start: 4, bytes },
    { start: 16, bytes },
  ]);
  expect(readFileSync(path, 'utf8')).toBe('one ------, two ------s');
});
