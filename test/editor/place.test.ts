import { assert, constant, oneof, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPlace, type Place, parsePlace, placeName } from '../../src/editor/documents/place.ts';

const name = string({ minLength: 1, unit: 'grapheme' });

const place = oneof(
  record({ kind: constant('memory' as const), path: name.map((text) => `/${text}`) }),
  record({ kind: constant('folder' as const), path: name.map((text) => `/${text}`) }),
  constant({ kind: 'folder', path: '/' } as const),
  record({ kind: constant('now' as const), proposal: name, name }),
  record({ kind: constant('proposed' as const), proposal: name, name }),
  record({ kind: constant('version' as const), memory: name, version: name, name }),
  record({ kind: constant('session' as const), session: name }),
  record({ kind: constant('dream' as const), dream: name }),
  record({ kind: constant('knowledge' as const) }),
  record({ kind: constant('outcomes' as const) }),
);

describe('places of the dreamwright: file system', () => {
  test('every place comes back from its path, whatever its names hold', () => {
    assert(
      property(place, (given: Place) => {
        expect(parsePlace(formatPlace(given))).toEqual(given);
      }),
    );
  });

  test.each([
    '/',
    '/memory',
    '/memory/',
    '/now/prp_1',
    '/proposed/a/b/c',
    '/version/a/b',
    '/session/a',
    '/elsewhere/a.md',
    '/now/%/a',
  ])('the path %s names nothing', (path) => {
    expect(parsePlace(path)).toBeNull();
  });

  test('a tab is named after the last part of the path', () => {
    expect(placeName('/testing/run-tests.md')).toBe('run-tests.md');
  });
});
