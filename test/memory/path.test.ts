import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryPath } from '../../src/core/memory/memory-path.ts';
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
  it('finds room where an entry stands in the place of the folder', () => {
    expect(memoryPath('decisions', 'Use pnpm', ['/decisions'])).toBe('/decisions-2/use-pnpm.md');
    expect(memoryPath('', 'Use pnpm', ['/notes', '/notes-2'])).toBe('/notes-3/use-pnpm.md');
    expect(memoryPath('testing/flaky', 'Suites', ['/testing'])).toBe('/testing-2/flaky/suites.md');
  });

  it('ends a title that is cut where it says something', () => {
    const title = 'Propose the change and wait until everybody agrees before you make a larger one';
    expect(memoryPath('', title, [])).toBe('/notes/propose-the-change-and-wait-until-everybody-agrees.md');
    expect(memoryPath('', 'What it is for', [])).toBe('/notes/what-it-is-for.md');
  });

  it('keeps the folders of a folder', () => {
    expect(memoryPath('testing/flaky', 'Suites', [])).toBe('/testing/flaky/suites.md');
  });

  it('is legal and free for any title', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 0, max: 3 }),
        (folder, title, copies) => {
          const taken: string[] = ['/notes', memoryPath(folder, '', []).replace(/\/[^/]+$/u, '')];
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
