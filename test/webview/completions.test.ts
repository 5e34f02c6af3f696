import { describe, expect, test } from 'vitest';
import { commandCompletions, completableAt, mentionCompletions } from '../../src/webview/chat/completions.ts';
import { toolTitle } from '../../src/webview/chat/tool-title.ts';

describe('what may be completed at the caret', () => {
  test.each([
    ['/rem', 4, { kind: 'command', query: 'rem', start: 0, end: 4 }],
    ['see @src/a', 10, { kind: 'mention', query: 'src/a', start: 4, end: 10 }],
    ['see @src/a and more', 10, { kind: 'mention', query: 'src/a', start: 4, end: 10 }],
    ['@', 1, { kind: 'mention', query: '', start: 0, end: 1 }],
  ])('of "%s" at %i', (text, caret, completable) => {
    expect(completableAt(text, caret)).toEqual(completable);
  });

  test.each([
    ['ada@example.com', 15],
    ['see @src/a.ts now', 17],
    ['/remember this', 14],
  ])('of "%s" is nothing', (text, caret) => {
    expect(completableAt(text, caret)).toBeNull();
  });
});

test('a picked mention stands in the message with a blank after it, a command without argument with none', () => {
  const [file] = mentionCompletions([{ kind: 'file', text: 'src/a.ts', label: 'a.ts', detail: 'src' }]);
  expect(file?.insert).toBe('@src/a.ts ');
  const commands = [
    { name: 'dream', argument: '', description: '' },
    { name: 'remember', argument: 'text', description: '' },
  ];
  expect(commandCompletions('', commands).map(({ insert }) => insert)).toEqual(['/dream', '/remember ']);
  expect(commandCompletions('DRE', commands)).toHaveLength(1);
});

test.each([
  ['run mise run lint', 'running', 'run mise run lint'],
  ['run mise run lint', 'failed', 'ran mise run lint'],
  ['look at the problems', 'done', 'looked at the problems'],
  ['replace a.ts', 'done', 'replaced a.ts'],
  ['remember /a.md', 'done', 'remembered /a.md'],
  ['edit a.ts', 'denied', 'edit a.ts'],
] as const)('the card of "%s" that is %s says "%s"', (title, state, shown) => {
  expect(toolTitle({ title, state })).toBe(shown);
});
