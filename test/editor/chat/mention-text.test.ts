import { expect, test } from 'vitest';
import { mentionsIn, mentionText } from '../../../src/editor/chat/mention-text.ts';
import { rankPaths } from '../../../src/editor/chat/rank-paths.ts';

test('what a message names after an @ is found, once each, and no address is taken for a file', () => {
  const message = 'Compare @src/a.ts, @src/b.ts#total and @"my notes.md" with @src/a.ts. Write to ada@example.com';
  expect(mentionsIn(message)).toEqual([
    { path: 'src/a.ts', symbol: null },
    { path: 'src/b.ts', symbol: 'total' },
    { path: 'my notes.md', symbol: null },
  ]);
});

test.each([
  [{ path: 'src/a.ts', symbol: null }, 'src/a.ts'],
  [{ path: 'src/a.ts', symbol: 'total' }, 'src/a.ts#total'],
  [{ path: 'my notes.md', symbol: null }, '"my notes.md"'],
])('%j is written so that it is found again', (mention, text) => {
  expect(mentionText(mention)).toBe(text);
  expect(mentionsIn(`see @${text}`)).toEqual([mention]);
});

test('paths are ranked by name, then by folder, then by letters in order', () => {
  const paths = ['lib/total/x.ts', 'src/subtotal.ts', 'src/total.ts', 'README.md', 'src/t-o-t-a-l.ts'];
  expect(rankPaths('total', paths, 10)).toEqual([
    'src/total.ts',
    'src/subtotal.ts',
    'lib/total/x.ts',
    'src/t-o-t-a-l.ts',
  ]);
  expect(rankPaths('', paths, 2)).toHaveLength(2);
});
