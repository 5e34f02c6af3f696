import { describe, expect, test } from 'vitest';
import { type FileChange, filesBefore, inverse } from '../../../src/core/agent/checkpoint/file-change.ts';

const change = (message: string, path: string, before: string | null, after: string): FileChange => ({
  call: `${message}-${path}`,
  message,
  path,
  before,
  after,
});

describe('the files before a message', () => {
  const changes = [
    change('one', 'a.ts', 'A', 'A1'),
    change('two', 'a.ts', 'A1', 'A2'),
    change('two', 'new.ts', null, 'N'),
    change('three', 'a.ts', 'A2', 'A3'),
  ];

  test('are one step each, from as they are to as they were', () => {
    expect(filesBefore(changes, new Set(['two', 'three']))).toEqual([
      { path: 'a.ts', expected: 'A3', text: 'A1' },
      { path: 'new.ts', expected: 'N', text: null },
    ]);
  });

  test('are left out where they end as they began', () => {
    const back = [...changes, change('four', 'a.ts', 'A3', 'A1')];
    expect(filesBefore(back, new Set(['two', 'three', 'four']))).toEqual([
      { path: 'new.ts', expected: 'N', text: null },
    ]);
  });

  test('tell where someone else changed a file in between, which goes, too', () => {
    const mixed = [...changes, change('four', 'a.ts', 'A3 by hand', 'A4')];
    expect(filesBefore(mixed, new Set(['two', 'three', 'four']))[0]).toEqual({
      ...{ path: 'a.ts', expected: 'A4', text: 'A1' },
      isMixed: true,
    });
  });

  test('are brought back by the inverse', () => {
    const restore = { path: 'new.ts', expected: 'N', text: null };
    expect(inverse(restore)).toEqual({ path: 'new.ts', expected: null, text: 'N' });
    expect(inverse(inverse(restore))).toEqual(restore);
  });
});
