import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import type { Approval, Dreamwright } from '../../core/dreamwright.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import type { MemoryFileSystem } from '../documents/memory-file-system.ts';
import { placeName } from '../documents/place.ts';
import { outcomeProblem } from '../outcome-message.ts';
import type { ReadSetting } from '../read-setting.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { diffSides } from './diff-sides.ts';
import { mainHit } from './held-group.ts';
import { activeProposal, closeProposalDiffs, openProposalDiff, proposedUri } from './proposal-diff.ts';
import type { ReviewLeaf } from './review-node.ts';
import type { ReviewTree } from './review-tree.ts';
import { ruleMend } from './rule-mend.ts';

export interface ReviewParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly tree: ReviewTree;
  readonly files: MemoryFileSystem;
  readonly readSetting: ReadSetting;
  readonly boundary: ErrorBoundary;
}

/** Whether a person acts in the tree, so that the focus stays there. */
interface Place {
  readonly isFromTree: boolean;
}

export async function approve(parts: ReviewParts, item: ReviewItem, place: Place): Promise<void> {
  const saved = await saveEdits(item);
  if (!saved) return;
  const { id } = item.proposal;
  const current = parts.mirror.item(id) ?? item;
  if (current.state === 'refused') {
    const hit = mainHit(current);
    throw new Error(`Refused, so it can't be approved. ${ruleMend(hit?.rule ?? '')}`);
  }
  await approveAll(parts, [item], place);
}

/** True when nothing is left unsaved; saving passes the gate. */
async function saveEdits(item: ReviewItem): Promise<boolean> {
  const uri = proposedUri(item).toString();
  const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
  return document === undefined || !document.isDirty || (await document.save());
}

export async function approveAll(parts: ReviewParts, items: readonly ReviewItem[], place: Place): Promise<void> {
  const approvals = items.map(
    (item): Approval => ({
      id: item.proposal.id,
      hash: parts.files.shownHash(item.proposal.id) ?? item.hash,
    }),
  );
  const personalData = parts.readSetting('gate.personalData');
  const outcome = await (await parts.open()).approve(approvals, { personalData });
  const problem = outcomeProblem(outcome);
  if (problem !== null) {
    await parts.mirror.refresh();
    throw new Error(problem);
  }
  await afterDecision(parts, items, place);
  // Those of a group that could not be approved beside the others.
  if (outcome.kind === 'committed' && outcome.messages.length > 0) throw new Error(outcome.messages.join(' '));
}

export async function edit(parts: ReviewParts, item: ReviewItem): Promise<void> {
  if (diffSides(item.proposal).editable === null) {
    throw new Error(`There is no single text to edit: ${placeName(item.proposal.path)} can be approved or rejected.`);
  }
  const uri = proposedUri(item);
  parts.files.beginEdit(item.proposal.id, uri);
  await openProposalDiff(item);
  // A document that was still being read may have missed it, and would stay read-only.
  await vscode.workspace.openTextDocument(uri);
  parts.files.beginEdit(item.proposal.id, uri);
}

export async function reject(parts: ReviewParts, item: ReviewItem, place: Place): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: `Reject ${placeName(item.proposal.path)}`,
    prompt: 'Why? (optional)',
    placeHolder: 'It is not proposed again without new evidence',
  });
  if (reason !== undefined) await rejectBecause(parts, item, reason, place);
}

export async function rejectBecause(
  parts: ReviewParts,
  item: ReviewItem,
  reason: string,
  place: Place = { isFromTree: false },
): Promise<void> {
  const problem = outcomeProblem(await (await parts.open()).reject([item.proposal.id], reason));
  if (problem !== null) throw new Error(problem);
  await afterDecision(parts, [item], place);
}

/** One reason for all of a group. */
export async function rejectGroup(
  parts: ReviewParts,
  { title, leaves }: { readonly title: string; readonly leaves: readonly ReviewLeaf[] },
): Promise<void> {
  const items = leaves.map(({ item }) => item);
  const reason = await vscode.window.showInputBox({
    title: `Reject ${items.length} of “${title}”`,
    prompt: 'Why? (optional)',
    placeHolder: 'They are not proposed again without new evidence',
  });
  if (reason === undefined) return;
  const ids = items.map(({ proposal }) => proposal.id);
  const problem = outcomeProblem(await (await parts.open()).reject(ids, reason));
  if (problem !== null) throw new Error(problem);
  await afterDecision(parts, items, { isFromTree: true });
}

/** Closes what was decided and goes on to the next: in the tree, and in a diff where one was being looked at. */
async function afterDecision(parts: ReviewParts, items: readonly ReviewItem[], place: Place): Promise<void> {
  const decided = new Set(items.map((item) => item.proposal.id));
  const shown = activeProposal();
  const before = parts.tree.waiting;
  const rest = before.slice(before.findIndex((item) => decided.has(item.proposal.id)) + 1);
  const next = [...rest, ...before].find((item) => !decided.has(item.proposal.id));
  await parts.mirror.refresh();
  const leaf = next === undefined ? null : parts.tree.leaf(next.proposal.id);
  const isSelected = leaf === null ? null : parts.tree.select(leaf, { focus: place.isFromTree });
  await closeProposalDiffs(decided);
  if (leaf?.kind === 'waiting' && shown !== null && decided.has(shown)) {
    await openProposalDiff(leaf.item, { preserveFocus: place.isFromTree });
  }
  await isSelected;
}

export async function openNext(parts: ReviewParts, current: string | null, place: Place): Promise<void> {
  await parts.mirror.load();
  const { waiting } = parts.tree;
  const index = waiting.findIndex((item) => item.proposal.id === current);
  const item = waiting[(index + 1) % waiting.length];
  if (item === undefined) throw new Error('Nothing waits for review.');
  const leaf = parts.tree.leaf(item.proposal.id);
  if (leaf !== null) await parts.tree.select(leaf, { focus: place.isFromTree });
  await openProposalDiff(item, { preserveFocus: place.isFromTree });
}
