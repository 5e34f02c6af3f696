import { expect, test } from 'vitest';
import { findQuotes, type QuotedTexts } from '../../src/core/journal/find-quotes.ts';

const DOOR = 'The staging door opens with xyzzy plugh when the guard has gone home.';

/** What is left of a text, with dots where it is a quote. */
function left(text: string, texts: Partial<QuotedTexts> = {}): string {
  const { spans } = findQuotes({ hidden: [DOOR], kept: [], paths: [], ...texts });
  return spans(text).reduceRight((rest, { start, end }) => `${rest.slice(0, start)}…${rest.slice(end)}`, text);
}

test('the whole text is found, and eight words of it, but not seven', () => {
  expect(left(`Look: ${DOOR} Really?`)).toBe('Look: …. Really?');
  expect(left('It opens with xyzzy plugh when the guard has gone, I think.')).toBe('It …, I think.');
  expect(left('It opens with xyzzy plugh when the guard sleeps.')).toBe(
    'It opens with xyzzy plugh when the guard sleeps.',
  );
});

test.each([
  [
    'another case, other signs and line breaks',
    `THE STAGING DOOR — opens with\n  "xyzzy" plugh; when the guard has gone home.`,
  ],
  [
    'lines numbered by a tool',
    '     7\tThe staging door opens with xyzzy\n     8\tplugh when the guard has gone home.',
  ],
  ['lines found by grep', '12:The staging door opens with xyzzy\n13:plugh when the guard has gone home.'],
  [
    'JSON in JSON',
    JSON.stringify({ lines: ['The staging door opens with', 'xyzzy plugh when the guard\nhas gone home.'] }),
  ],
  ['a diff', '+The staging door opens with xyzzy\n+plugh when the guard has gone home.'],
  ['Markdown', '> **The staging door** opens with `xyzzy plugh`\n> when the guard has gone home.'],
])('it is found in %s', (_, text) => {
  expect(left(text)).not.toMatch(/xyzzy|guard/iu);
});

test('a short line is found whole; one that is anybody’s is not taken away', () => {
  const texts = { hidden: ['# Doors\nIt opens with xyzzy plugh.\nRun the tests.'] };
  expect(left('He said it opens with xyzzy plugh. Then run the tests.', texts)).toBe('He said …. Then run the tests.');
  expect(left('It opens with xyzzy.', texts)).toBe('It opens with xyzzy.');
});

test('what stays in another text hides nothing', () => {
  const kept = ['The staging door opens with xyzzy plugh when the bell rings.'];
  expect(left('The staging door opens with xyzzy plugh when.', { kept })).toBe(
    'The staging door opens with xyzzy plugh when.',
  );
  expect(left(DOOR, { kept })).not.toContain('guard');
});

test('a language without blanks between words is found too', () => {
  expect(left('他说：暂存服务器的门口令是芝麻开门。好。', { hidden: ['暂存服务器的门口令是芝麻开门'] })).toBe(
    '他说：…。好。',
  );
});

test('a path that went is found as itself and as agents name it, not within a longer one', () => {
  const texts = { hidden: [], paths: ['/doors/staging.md'] };
  expect(left('See /memories/doors/staging.md and [/doors/staging.md].', texts)).toBe('See /memories… and […].');
  expect(left('docs/doors/staging.md, /doors/staging.mdx', texts)).toBe('docs/doors/staging.md, /doors/staging.mdx');
});
