import { describe, expect, it } from 'vitest';
import { type EntrySelection, isSelected } from '../../src/core/journal/select-entries.ts';
import type { JournalEntry } from '../../src/core/store.ts';
import { aCommit, aMemory } from '../store/builders.ts';

const written: JournalEntry = {
  sequence: 1,
  id: 'ent_1',
  at: '2026-03-01T12:00:00.000Z',
  actor: { kind: 'person', name: 'Ada' },
  record: { kind: 'commit', commit: aCommit([[null, aMemory('a', { path: '/deploy/day.md' })]]), comment: null },
  hash: 'h',
};

describe('an export of the journal holds an entry', () => {
  it.each<readonly [selection: EntrySelection, isIn: boolean]>([
    [{}, true],
    [{ since: '2026-03-01T12:00:00Z' }, true],
    [{ since: '2026-03-01T13:30:00+01:00' }, false],
    [{ until: '2026-03-01T12:00:00Z' }, false],
    [{ until: '2026-03-02' }, true],
    [{ actor: 'person' }, true],
    [{ actor: 'Ada' }, true],
    [{ actor: 'Bob' }, false],
    [{ path: '/deploy/' }, true],
    [{ path: '/testing/' }, false],
    [{ actor: 'Ada', path: '/testing/' }, false],
  ])('asked for by %o: %s', (selection, isIn) => {
    expect(isSelected(written, selection)).toBe(isIn);
  });

  it('by path only while its content stands', () => {
    expect(isSelected({ ...written, record: null }, { path: '/' })).toBe(false);
    expect(isSelected({ ...written, record: null }, { actor: 'Ada' })).toBe(true);
  });
});
