import { expect, test } from 'vitest';
import { lastingCover } from '../../src/webview/chat/lasting-cover.ts';

test('a lasting answer to an edit covers every change, to a new file every whole one, unless it names one file', () => {
  const cover = (title: string, pattern: string) => lastingCover({ effect: 'edit', title }, pattern);
  expect(cover('edit a.ts', '*')).toEqual({ kind: 'every-file', what: 'every change of a file in this workspace' });
  expect(cover('create a.ts', '*')).toMatchObject({ what: 'every file written whole in this workspace' });
  expect(cover('edit .git/config', '.git/config')).toEqual({ kind: 'pattern', pattern: '.git/config' });
});

test('a lasting answer to a command covers its pattern', () => {
  const npm = { kind: 'pattern', pattern: 'npm test *' };
  expect(lastingCover({ effect: 'run', title: 'run npm test' }, 'npm test *')).toEqual(npm);
});
