import { describe, expect, test } from 'vitest';
import { settleMarkdown } from '../../src/webview/chat/settle-markdown.ts';

describe('Markdown that still streams in', () => {
  test.each([
    ['see [the do', 'see '],
    ['see [the docs](https://exa', 'see '],
    ['see [the docs](https://example.org)', 'see [the docs](https://example.org)'],
    ['run **mise', 'run **mise**'],
    ['run `mise ru', 'run `mise ru`'],
    ['run `a` and **b** th', 'run `a` and **b** th'],
    ['a paragraph\n-', 'a paragraph'],
    ['half a fence ``', 'half a fence '],
  ])('%j is shown as %j', (source, shown) => {
    expect(settleMarkdown(source)).toBe(shown);
  });

  test('keeps code as it is, but for the beginning of its closing fence', () => {
    expect(settleMarkdown('```sh\na **b [c')).toBe('```sh\na **b [c');
    expect(settleMarkdown('```sh\nls\n``')).toBe('```sh\nls\n');
  });

  test('leaves finished paragraphs alone', () => {
    expect(settleMarkdown('an odd ** here\n\nnext')).toBe('an odd ** here\n\nnext');
  });
});
