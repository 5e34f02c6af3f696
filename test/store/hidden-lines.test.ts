import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { hiddenLines, maskBetween, maskLine, mayBeMasked } from '../../src/store/sessions/hidden-lines.ts';
import { encodeEventLine, encodeHeader, parseSessionLine } from '../../src/store/sessions/session-line.ts';

const EVENT: SessionEvent = {
  session: 's "1"',
  id: 'é"1',
  at: '2026-01-31T10:00:00.000Z',
  agent: 'dreamwright',
  origin: 'assistant',
  type: 'assistant',
  text: 'The door opens with xyzzy plugh.',
};
const LINE = lineOf(EVENT);
const WHOLE = hiddenLines([{ session: EVENT.session, event: EVENT.id }], false);

function lineOf(event: SessionEvent): Buffer {
  return Buffer.from(encodeEventLine(event)).subarray(0, -1);
}

describe('a line that lost words', () => {
  const mask = maskBetween(LINE, EVENT, { ...EVENT, text: 'The door opens with ----- -----.' });
  const some = hiddenLines([{ session: EVENT.session, event: EVENT.id, ...(mask !== null && { mask }) }], false);

  test('keeps its length and what else it says', () => {
    const left = maskLine(LINE, some);
    expect(left).toHaveLength(LINE.length);
    expect(parseSessionLine(left.toString('utf8'))).toMatchObject({
      event: { text: 'The door opens with ----- -----.' },
    });
  });

  test('loses them wherever the overwriting of it broke off', () => {
    const fully = { some: maskLine(LINE, some), whole: maskLine(LINE, WHOLE), dashes: Buffer.alloc(LINE.length, '-') };
    for (let end = 1; end < LINE.length; end++) {
      for (const [hidden, target] of [
        [some, fully.some],
        [WHOLE, fully.whole],
        [WHOLE, fully.dashes],
      ] as const) {
        const half = Buffer.concat([target.subarray(0, end), LINE.subarray(end)]);
        expect(mayBeMasked(hidden)(half)).toBe(true);
        expect(maskLine(half, hidden).toString('utf8')).not.toMatch(/xyzzy|plugh/u);
      }
    }
  });

  test('is the only one that is looked at', () => {
    expect(mayBeMasked(WHOLE)(lineOf({ ...EVENT, id: 'e2' }))).toBe(false);
    const header = {
      session: EVENT.session,
      agent: 'dreamwright',
      format: 'plain',
      trust: 'user',
      title: 'xyzzy',
    } as const;
    const line = Buffer.from(encodeHeader(header)).subarray(0, -1);
    expect(mayBeMasked(WHOLE)(line)).toBe(false);
    expect(mayBeMasked(hiddenLines([], true))(line)).toBe(true);
  });
});
