import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import type { CommandHandlers, ReviewTarget } from '../commands/command-map.ts';
import { placeOf } from '../documents/document-uri.ts';
import { allowRule } from './allow-rule.ts';
import { createTurns } from './create-turns.ts';
import { approve, approveAll, edit, openNext, type ReviewParts, reject, rejectGroup } from './decide-proposal.ts';
import { editRuleFile } from './edit-rule-file.ts';
import { openEvidence } from './open-evidence.ts';
import { pickFilters } from './pick-filters.ts';
import { activeProposal, openProposalDiff } from './proposal-diff.ts';
import { addComment, beginCommentEdit, cancelCommentEdit, deleteComment, saveComment } from './review-comments.ts';
import type { ReviewLeaf } from './review-node.ts';
import type { ReviewTree } from './review-tree.ts';

type ReviewCommandId =
  | 'dreamwright.reviewProposals'
  | 'dreamwright.openProposal'
  | 'dreamwright.approve'
  | 'dreamwright.approveGroup'
  | 'dreamwright.rejectGroup'
  | 'dreamwright.filterReview'
  | 'dreamwright.clearReviewFilter'
  | 'dreamwright.edit'
  | 'dreamwright.reject'
  | 'dreamwright.allowRule'
  | 'dreamwright.editRuleFile'
  | 'dreamwright.comment'
  | 'dreamwright.editComment'
  | 'dreamwright.saveComment'
  | 'dreamwright.cancelCommentEdit'
  | 'dreamwright.deleteComment'
  | 'dreamwright.next'
  | 'dreamwright.approveSelected'
  | 'dreamwright.rejectSelected'
  | 'dreamwright.nextAfterSelected'
  | 'dreamwright.openEvidence';

/** Step 4 of a dream as a person takes it: look, then approve, edit or reject. */
export function reviewCommands(parts: ReviewParts): CommandHandlers<ReviewCommandId> {
  const inTurn = createTurns();
  return {
    'dreamwright.reviewProposals': async () => {
      await vscode.commands.executeCommand('dreamwright.review.focus');
    },
    // From the tree the focus stays there, so that its keys go on working.
    'dreamwright.openProposal': async (target) =>
      await openProposalDiff(await findItem(parts, target), { preserveFocus: isNode(target) }),
    'dreamwright.approve': async (target) =>
      await inTurn(async () => await approve(parts, await findItem(parts, target), { isFromTree: isNode(target) })),
    'dreamwright.approveGroup': async (target) => {
      const group = target?.kind === 'waiting-group' ? target : await pickGroup(parts.tree, 'Approve all of a group');
      if (group === undefined) return;
      const items = group.leaves.map(({ item }) => item);
      await inTurn(async () => await approveAll(parts, items, { isFromTree: true }));
    },
    'dreamwright.rejectGroup': async (target) => {
      const group = target?.kind === 'waiting-group' ? target : await pickGroup(parts.tree, 'Reject all of a group');
      if (group !== undefined) await inTurn(async () => await rejectGroup(parts, group));
    },
    'dreamwright.filterReview': async () => {
      const { items } = await parts.mirror.load();
      const filters = await pickFilters(items, parts.tree.filters);
      if (filters !== undefined) parts.tree.filter(filters);
    },
    'dreamwright.clearReviewFilter': () => parts.tree.filter([]),
    'dreamwright.edit': async (target) => await edit(parts, await findItem(parts, target)),
    'dreamwright.reject': async (target) =>
      await inTurn(async () => await reject(parts, await findItem(parts, target), { isFromTree: isNode(target) })),
    'dreamwright.allowRule': async (target) =>
      await inTurn(async () => await allowRule(parts, await findItem(parts, target))),
    'dreamwright.editRuleFile': async (target) => await editRuleFile(parts, await findItem(parts, target)),
    'dreamwright.comment': async (reply) => await addComment(parts, reply),
    'dreamwright.editComment': (comment) => beginCommentEdit(comment),
    'dreamwright.saveComment': async (comment) => await saveComment(parts, comment),
    'dreamwright.cancelCommentEdit': (comment) => cancelCommentEdit(comment),
    'dreamwright.deleteComment': async (comment) => await deleteComment(parts, comment),
    'dreamwright.next': async (target) =>
      await inTurn(async () => await openNext(parts, currentProposal(parts, target), { isFromTree: isNode(target) })),
    'dreamwright.approveSelected': async () =>
      await inTurn(async () => await approve(parts, selected(parts).item, { isFromTree: true })),
    'dreamwright.rejectSelected': async () =>
      await inTurn(async () => await reject(parts, selected(parts).item, { isFromTree: true })),
    'dreamwright.nextAfterSelected': async () =>
      await inTurn(async () => await openNext(parts, selected(parts).item.proposal.id, { isFromTree: true })),
    'dreamwright.openEvidence': async (evidence) => await openEvidence(await parts.open(), evidence),
  };
}

function isNode(target: ReviewTarget | undefined): boolean {
  return target !== undefined && !(target instanceof vscode.Uri);
}

function currentProposal(parts: ReviewParts, target?: ReviewTarget): string | null {
  if (target instanceof vscode.Uri) {
    const place = placeOf(target);
    return place?.kind === 'proposed' || place?.kind === 'now' ? place.proposal : null;
  }
  if (target !== undefined && 'item' in target) return target.item.proposal.id;
  return activeProposal() ?? parts.tree.selection?.item.proposal.id ?? null;
}

/** What a key in the Review view acts on. */
function selected({ tree }: ReviewParts): ReviewLeaf {
  if (tree.selection === null) throw new Error('Select a proposal in the Review view first.');
  return tree.selection;
}

async function findItem(parts: ReviewParts, target?: ReviewTarget): Promise<ReviewItem> {
  await parts.mirror.load();
  const id = currentProposal(parts, target);
  const item = id === null ? undefined : parts.mirror.item(id);
  if (item === undefined) throw new Error('Select a proposal in the Review view first.');
  return item;
}

async function pickGroup(tree: ReviewTree, title: string): Promise<ReviewTree['waitingGroups'][number] | undefined> {
  const picks = tree.waitingGroups.map((group) => ({
    label: group.title,
    description: String(group.leaves.length),
    group,
  }));
  if (picks.length === 0) throw new Error('Nothing waits for review.');
  const picked = await vscode.window.showQuickPick(picks, { title });
  return picked?.group;
}
