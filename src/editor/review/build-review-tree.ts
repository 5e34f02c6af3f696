import type { DreamRecord } from '../../core/dream/dream-record.ts';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { dreamToUndo } from '../dreams/dream-to-undo.ts';
import { groupOrder, groupTitle, mainHit, OTHER_GROUP } from './held-group.ts';
import type { ReviewGroup, ReviewLeaf } from './review-node.ts';

/** The review tree: what waits, by reason; what the last dream committed; what was refused. */
export function buildReviewTree(items: readonly ReviewItem[], dreams: readonly DreamRecord[]): readonly ReviewGroup[] {
  return [...waitingGroups(items), ...committedGroup(items, dreams), ...refusedGroup(items)];
}

/** What waits for a person, in the order of the tree. */
export function waitingInOrder(groups: readonly ReviewGroup[]): readonly ReviewItem[] {
  return groups.flatMap((group) => (group.kind === 'waiting-group' ? group.leaves.map(({ item }) => item) : []));
}

function waitingGroups(items: readonly ReviewItem[]): readonly ReviewGroup[] {
  const groups = new Map<string, ReviewLeaf[]>();
  for (const item of items) {
    if (item.state !== 'waiting') continue;
    const hit = mainHit(item);
    const title = hit === null ? OTHER_GROUP : groupTitle(hit.rule);
    const leaves = groups.get(title) ?? [];
    leaves.push({ kind: 'waiting', item });
    groups.set(title, leaves);
  }
  return [...groups]
    .sort(([a], [b]) => groupOrder(a) - groupOrder(b))
    .map(([title, leaves]) => ({ kind: 'waiting-group', title, leaves: byPath(leaves) }));
}

function committedGroup(items: readonly ReviewItem[], dreams: readonly DreamRecord[]): readonly ReviewGroup[] {
  const dream = dreamToUndo(dreams, items);
  if (dream === undefined) return [];
  const leaves = items
    .filter((item) => item.state === 'committed' && item.proposal.dream === dream.id)
    .map((item): ReviewLeaf => ({ kind: 'committed', item }));
  return leaves.length === 0 ? [] : [{ kind: 'committed-group', dream, leaves: byPath(leaves) }];
}

function refusedGroup(items: readonly ReviewItem[]): readonly ReviewGroup[] {
  const leaves = items
    .filter((item) => item.state === 'refused')
    .map((item): ReviewLeaf => ({ kind: 'refused', item }));
  return leaves.length === 0 ? [] : [{ kind: 'refused-group', leaves: byPath(leaves) }];
}

function byPath(leaves: readonly ReviewLeaf[]): readonly ReviewLeaf[] {
  return [...leaves].sort((a, b) => (a.item.proposal.path < b.item.proposal.path ? -1 : 1));
}
