import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryPath } from '../../src/core/dream/propose/memory-path.ts';
import { collidingPath, parseMemoryPath } from '../../src/core/memory/path.ts';

describe('parseMemoryPath', () => {
  it.each(['/a', '/testing/flaky-suites.md', '/日本/メモ.md', `/${'a/'.repeat(19)}b`])('takes %s', (path) => {
    expect(parseMemoryPath(path)).toEqual({ kind: 'path', path });
  });
  it.each([
    '',
    'a',
    '/',
    '//a',
    '/a/',
    '/a//b',
    '/./a',
    '/a/..',
    `/${'a/'.repeat(20)}b`,
    `/${'ä'.repeat(512)}`,
    '/cafe\u0301',
    '/a\u0000b',
    '/\ud800',
  ])('refuses %j and says how to mend it', (path) => {
    expect(parseMemoryPath(path)).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/\w+ \w+.*\./u) });
  });
});

describe('collidingPath', () => {
  it('lets a path be an entry or a folder, never both', () => {
    expect(collidingPath('/a/b', ['/a'])).toBe('/a');
    expect(collidingPath('/a', ['/a/b'])).toBe('/a/b');
    expect(collidingPath('/ab', ['/a', '/a/b'])).toBeNull();
  });
});

describe('memoryPath', () => {
  it('is legal and free for any title', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 0, max: 3 }),
        (folder, title, copies) => {
          const taken: string[] = [];
          for (let copy = 0; copy <= copies; copy += 1) {
            const path = memoryPath(folder, title, taken);
            expect(parseMemoryPath(path).kind).toBe('path');
            expect(collidingPath(path, taken)).toBeNull();
            taken.push(path);
          }
        },
      ),
    );
  });
});
