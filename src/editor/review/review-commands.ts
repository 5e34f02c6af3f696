import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import type { Approval, Dreamwright } from '../../core/dreamwright.ts';
import type { CommandHandlers, ReviewTarget } from '../commands/command-map.ts';
import { placeOf } from '../documents/document-uri.ts';
import type { MemoryFileSystem } from '../documents/memory-file-system.ts';
import { placeName } from '../documents/place.ts';
import { outcomeProblem } from '../outcome-message.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { diffSides } from './diff-sides.ts';
import { mainHit } from './held-group.ts';
import { openEvidence } from './open-evidence.ts';
import { activeProposal, closeProposalDiffs, openProposalDiff, proposedUri } from './proposal-diff.ts';
import type { ReviewLeaf } from './review-node.ts';
import type { ReviewTree } from './review-tree.ts';
import { ruleMend } from './rule-mend.ts';

interface ReviewParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly tree: ReviewTree;
  readonly files: MemoryFileSystem;
}

type ReviewCommandId =
  | 'dreamwright.reviewProposals'
  | 'dreamwright.openProposal'
  | 'dreamwright.approve'
  | 'dreamwright.approveGroup'
  | 'dreamwright.edit'
  | 'dreamwright.reject'
  | 'dreamwright.next'
  | 'dreamwright.approveSelected'
  | 'dreamwright.rejectSelected'
  | 'dreamwright.nextAfterSelected'
  | 'dreamwright.openEvidence';

/** Step 4 of a dream as a person takes it: look, then approve, edit or reject. */
export function reviewCommands(parts: ReviewParts): CommandHandlers<ReviewCommandId> {
  return {
    'dreamwright.reviewProposals': async () => {
      await vscode.commands.executeCommand('dreamwright.review.focus');
    },
    'dreamwright.openProposal': async (target) => await openProposalDiff(await findItem(parts, target)),
    'dreamwright.approve': async (target) => await approve(parts, await findItem(parts, target)),
    'dreamwright.approveGroup': async (target) => {
      const group = target?.kind === 'waiting-group' ? target : await pickGroup(parts.tree);
      if (group !== undefined)
        await approveAll(
          parts,
          group.leaves.map(({ item }) => item),
        );
    },
    'dreamwright.edit': async (target) => await edit(parts, await findItem(parts, target)),
    'dreamwright.reject': async (target) => await reject(parts, await findItem(parts, target)),
    'dreamwright.next': async (target) => await openNext(parts, currentProposal(parts, target)),
    'dreamwright.approveSelected': async () => await approve(parts, await findItem(parts, selected(parts))),
    'dreamwright.rejectSelected': async () => await reject(parts, await findItem(parts, selected(parts))),
    'dreamwright.nextAfterSelected': async () => await openNext(parts, selected(parts).item.proposal.id),
    'dreamwright.openEvidence': async (evidence) => await openEvidence(await parts.open(), evidence),
  };
}

async function approve(parts: ReviewParts, item: ReviewItem): Promise<void> {
  const saved = await saveEdits(item);
  if (!saved) return;
  const { id } = item.proposal;
  const current = parts.mirror.item(id) ?? item;
  if (current.state === 'refused') {
    const hit = mainHit(current);
    throw new Error(`Refused, so it can't be approved. ${ruleMend(hit?.rule ?? '')}`);
  }
  await approveAll(parts, [item]);
}

/** True when nothing is left unsaved; saving passes the gate. */
async function saveEdits(item: ReviewItem): Promise<boolean> {
  const uri = proposedUri(item).toString();
  const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
  return document === undefined || !document.isDirty || (await document.save());
}

async function approveAll(parts: ReviewParts, items: readonly ReviewItem[]): Promise<void> {
  const approvals = items.map(
    (item): Approval => ({
      id: item.proposal.id,
      hash: parts.files.shownHash(item.proposal.id) ?? item.hash,
    }),
  );
  const outcome = await (await parts.open()).approve(approvals);
  const problem = outcomeProblem(outcome);
  if (problem !== null) {
    await parts.mirror.refresh();
    throw new Error(problem);
  }
  await afterDecision(parts, items);
}

async function edit(parts: ReviewParts, item: ReviewItem): Promise<void> {
  if (diffSides(item.proposal).editable === null) {
    throw new Error(`There is no single text to edit: ${placeName(item.proposal.path)} can be approved or rejected.`);
  }
  parts.files.beginEdit(item.proposal.id, proposedUri(item));
  await openProposalDiff(item);
}

async function reject(parts: ReviewParts, item: ReviewItem): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: `Reject ${placeName(item.proposal.path)}`,
    prompt: 'Why? (optional)',
    placeHolder: 'It is not proposed again without new evidence',
  });
  if (reason === undefined) return;
  const problem = outcomeProblem(await (await parts.open()).reject([item.proposal.id], reason));
  if (problem !== null) throw new Error(problem);
  await afterDecision(parts, [item]);
}

/** Closes what was decided; in the midst of looking through diffs, the next one opens. */
async function afterDecision(parts: ReviewParts, items: readonly ReviewItem[]): Promise<void> {
  const decided = new Set(items.map((item) => item.proposal.id));
  const shown = activeProposal();
  const before = parts.tree.waiting;
  const next = before.slice(before.findIndex((item) => decided.has(item.proposal.id)) + 1);
  const following = [...next, ...before].find((item) => !decided.has(item.proposal.id));
  await parts.mirror.refresh();
  await closeProposalDiffs(decided);
  if (shown !== null && decided.has(shown) && following !== undefined) {
    const leaf = parts.tree.leaf(following.proposal.id);
    if (leaf?.kind === 'waiting') await openProposalDiff(leaf.item);
  }
}

async function openNext(parts: ReviewParts, current: string | null): Promise<void> {
  await parts.mirror.load();
  const { waiting } = parts.tree;
  const index = waiting.findIndex((item) => item.proposal.id === current);
  const item = waiting[(index + 1) % waiting.length];
  if (item === undefined) throw new Error('Nothing waits for review.');
  await openProposalDiff(item);
  const leaf = parts.tree.leaf(item.proposal.id);
  if (leaf !== null) await parts.tree.reveal(leaf);
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

async function pickGroup(tree: ReviewTree): Promise<ReviewTree['waitingGroups'][number] | undefined> {
  const picks = tree.waitingGroups.map((group) => ({
    label: group.title,
    description: String(group.leaves.length),
    group,
  }));
  const picked = await vscode.window.showQuickPick(picks, { title: 'Approve all of a group' });
  return picked?.group;
}
