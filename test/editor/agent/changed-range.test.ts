import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedRange } from '../../../src/editor/agent/changed-range.ts';

test('a changed range turns the one text into the other and leaves alone what both share', () => {
  expect(changedRange('one\ntwo\nthree\n', 'one\n2\nthree\n')).toEqual({ start: 4, end: 7, text: '2' });
  expect(changedRange('aa', 'aaa')).toEqual({ start: 2, end: 2, text: 'a' });
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const { start, end, text } = changedRange(before, after);
      expect(before.slice(0, start) + text + before.slice(end)).toBe(after);
      expect(start).toBeLessThanOrEqual(end);
    }),
  );
});
