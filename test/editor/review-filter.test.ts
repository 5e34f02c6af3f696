import { describe, expect, test } from 'vitest';
import { filterChoices, isShown, type ReviewFilter } from '../../src/editor/review/review-filter.ts';
import { buildItem } from './build-proposal.ts';

const ITEMS = [
  buildItem({ proposal: { path: '/ci/old.md', operation: 'prune', origin: 'tool' }, rules: ['semantic.deletes'] }),
  buildItem({ proposal: { path: '/ci/b.md', origin: 'tool' }, rules: ['origin.tool-only', 'evidence.thin'] }),
  buildItem({ proposal: { path: '/a.md', origin: 'user' }, rules: ['evidence.thin'] }),
  buildItem({ proposal: { path: '/key.md', origin: 'user' }, state: 'refused', rules: ['secret.aws-access-key'] }),
  buildItem({ proposal: { path: '/done.md', origin: 'user' }, state: 'committed', rules: [] }),
];

const shown = (...filters: readonly ReviewFilter[]) =>
  ITEMS.filter((item) => isShown(item, filters)).map(({ proposal }) => proposal.path);

describe('the filter of the Review view', () => {
  test('offers what is there to choose from, with how many it would show', () => {
    expect(filterChoices(ITEMS).map(({ label, count }) => `${label} ${count}`)).toEqual([
      'evidence.thin 2',
      'origin.tool-only 1',
      'secret.aws-access-key 1',
      'semantic.deletes 1',
      'from tool output 2',
      'from a person 2',
      'create 3',
      'prune 1',
      '/ 2',
      '/ci/ 2',
    ]);
  });

  test('shows any of one kind, and what fits all kinds; what is decided stays', () => {
    expect(shown()).toHaveLength(5);
    expect(shown({ by: 'rule', value: 'evidence.thin' })).toEqual(['/ci/b.md', '/a.md', '/done.md']);
    expect(shown({ by: 'rule', value: 'evidence.thin' }, { by: 'rule', value: 'semantic.deletes' })).toEqual([
      '/ci/old.md',
      '/ci/b.md',
      '/a.md',
      '/done.md',
    ]);
    expect(shown({ by: 'rule', value: 'evidence.thin' }, { by: 'folder', value: '/ci/' })).toEqual([
      '/ci/b.md',
      '/done.md',
    ]);
    expect(shown({ by: 'words', value: 'external' })).toEqual(['/done.md']);
  });
});
