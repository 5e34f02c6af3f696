import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTerminalText } from '../../../src/editor/agent/terminal-text.ts';

const ESCAPE = String.fromCodePoint(27);
const BELL = String.fromCodePoint(7);

function seen(...pieces: readonly string[]): string {
  const text = createTerminalText();
  return pieces.map((piece) => text.add(piece)).join('');
}

describe('what a terminal is sent', () => {
  test.each([
    ['colours', `${ESCAPE}[1;31mred${ESCAPE}[0m\r\n`, 'red\n'],
    ['the marks of the shell', `${ESCAPE}]633;C${BELL}out\r\n${ESCAPE}]633;D;1${ESCAPE}\\`, 'out\n'],
    ['links', `${ESCAPE}]8;;https://example.com${BELL}text${ESCAPE}]8;;${BELL}`, 'text'],
    ['cursor and keypad', `${ESCAPE}[?25l${ESCAPE}=${ESCAPE}(Bdone${ESCAPE}[K`, 'done'],
    ['bells and backspaces', `a${BELL}b\b`, 'ab'],
    ['what a progress bar writes over', '10%\r50%\r100%\nok\n', '100%\nok\n'],
  ])('is read without %s', (_what, sent, read) => {
    expect(seen(sent)).toBe(read);
  });

  test('is read the same wherever it is cut', () => {
    const whole = `${ESCAPE}]633;C${BELL}${ESCAPE}[1mone${ESCAPE}[0m two\r\nthree${ESCAPE}[K\r\n`;
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 5 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), whole.length];
        const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
        expect(seen(...pieces)).toBe('one two\nthree\n');
      }),
    );
  });

  test('is not held back by a sequence that never ends', () => {
    expect(seen(`${ESCAPE}]0;${'x'.repeat(10_000)}`, 'after\n')).toBe('after\n');
  });
});
