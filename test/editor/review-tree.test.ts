import { describe, expect, test } from 'vitest';
import { dreamToUndo } from '../../src/editor/dreams/dream-to-undo.ts';
import { buildReviewTree, waitingInOrder } from '../../src/editor/review/build-review-tree.ts';
import { diffTitle, itemDescription } from '../../src/editor/review/describe-item.ts';
import { itemHover } from '../../src/editor/review/item-hover.ts';
import type { ReviewGroup } from '../../src/editor/review/review-node.ts';
import { buildDream, buildItem } from './build-proposal.ts';

function outline(groups: readonly ReviewGroup[]): readonly string[] {
  return groups.map((group) => {
    const title = group.kind === 'waiting-group' ? group.title : group.kind;
    return `${title}: ${group.leaves.map(({ item }) => item.proposal.path).join(' ')}`;
  });
}

describe('the review tree', () => {
  test('what waits stands by reason, what most needs an eye first, then what was committed and refused', () => {
    const items = [
      buildItem({ proposal: { path: '/ci/old.md' }, rules: ['semantic.deletes'] }),
      buildItem({ proposal: { path: '/b.md' }, rules: ['origin.external-only', 'evidence.thin'] }),
      buildItem({ proposal: { path: '/a.md' }, rules: ['origin.tool-only'] }),
      buildItem({ proposal: { path: '/tests.md' }, rules: ['evidence.thin', 'semantic.contradicts-person'] }),
      buildItem({ proposal: { path: '/new.md' }, state: 'committed' }),
      buildItem({ proposal: { path: '/key.md' }, state: 'refused', rules: ['secret.aws-access-key'] }),
      buildItem({ proposal: { path: '/gone.md' }, state: 'rejected' }),
    ];
    expect(outline(buildReviewTree(items, [buildDream()]))).toEqual([
      'Contradicts what you wrote: /tests.md',
      'Deletes: /ci/old.md',
      'Rests on tool output only: /a.md /b.md',
      'committed-group: /new.md',
      'refused-group: /key.md',
    ]);
  });

  test('a rule that nobody knows still has a group', () => {
    expect(outline(buildReviewTree([buildItem({ rules: ['brand.new'] })], []))).toEqual([
      'Needs your eye: /testing/lint.md',
    ]);
  });

  test('only the last dream that stands shows what it committed', () => {
    const items = [
      buildItem({ proposal: { path: '/old.md', dream: 'drm_1' }, state: 'committed' }),
      buildItem({ proposal: { path: '/undone.md', dream: 'drm_2' }, state: 'committed' }),
    ];
    const dreams = [buildDream({ id: 'drm_2', undone: true }), buildDream({ id: 'drm_1' })];
    expect(outline(buildReviewTree(items, dreams))).toEqual(['committed-group: /old.md']);
  });

  test('a later dream that changed nothing does not hide what the one before committed', () => {
    const items = [buildItem({ proposal: { path: '/new.md', dream: 'drm_1' }, state: 'committed' })];
    const dreams = [buildDream({ id: 'drm_2' }), buildDream({ id: 'drm_1' })];
    expect(outline(buildReviewTree(items, dreams))).toEqual(['committed-group: /new.md']);
    expect(dreamToUndo(dreams, items)?.id).toBe('drm_1');
    expect(dreamToUndo(dreams, [])?.id).toBe('drm_2');
  });

  test('Next goes through what waits in the order of the tree and leaves out the rest', () => {
    const groups = buildReviewTree(
      [
        buildItem({ proposal: { id: 'prp_2', path: '/b.md' }, rules: ['evidence.thin'] }),
        buildItem({ proposal: { id: 'prp_1', path: '/a.md' }, rules: ['security.weakens-check'] }),
        buildItem({ proposal: { id: 'prp_3' }, state: 'refused', rules: ['secret.jwt'] }),
      ],
      [],
    );
    expect(waitingInOrder(groups).map(({ proposal }) => proposal.id)).toEqual(['prp_1', 'prp_2']);
  });
});

describe('a review item', () => {
  const evidence = [
    { session: 's1', event: 'e1', quote: 'use [pnpm](command:evil) here' },
    { session: 's1', event: 'e2', quote: 'again' },
    { session: 's2', event: 'e3', quote: 'third' },
  ];

  test('says in one line why it is proposed and in how many sessions it was seen', () => {
    const item = buildItem({ proposal: { evidence } });
    expect(itemDescription(item)).toBe('Lint failed in four sessions · 2 sessions');
  });

  test('has a diff whose title names the file and why it is held', () => {
    const item = buildItem({ rules: ['semantic.contradicts-person'] });
    expect(diffTitle(item, 'lint.md')).toBe('lint.md: now ↔ proposed (held: because of semantic.contradicts-person)');
  });

  test('links each quote to its session and lets nothing in a quote become a link', () => {
    const hover = itemHover(buildItem({ proposal: { evidence }, rules: ['evidence.thin'] }), new Map());
    const links = hover.match(/(?<!\\)\]\(command:[^)]*\)/gu) ?? [];
    expect(links).toHaveLength(3);
    expect(links.every((link) => link.startsWith('](command:dreamwright.openEvidence?'))).toBe(true);
    expect(hover).toContain('`evidence.thin`');
  });

  test("that was refused says in the gate's words what would change that", () => {
    const hover = itemHover(buildItem({ state: 'refused', rules: ['store.path'] }), new Map());
    expect(hover).toContain("Refused, so it can't be approved");
    expect(hover).toContain('Propose it at another path\\.');
  });
});
