import { expect, test } from 'vitest';
import { lastingCover } from '../../src/webview/chat/lasting-cover.ts';

test('a lasting answer to an edit covers every edit, unless it names one file; to a command its pattern', () => {
  expect(lastingCover({ effect: 'edit' }, '*')).toEqual({ kind: 'every-edit' });
  expect(lastingCover({ effect: 'edit' }, '.git/config')).toEqual({ kind: 'pattern', pattern: '.git/config' });
  expect(lastingCover({ effect: 'run' }, 'npm test *')).toEqual({ kind: 'pattern', pattern: 'npm test *' });
});
