import type { Approval, ChangeOutcome } from '../dreamwright.ts';
import type { Commit, JournalRecord } from '../journal/record.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision, StoreView } from '../store.ts';
import { buildCommit } from './commit.ts';
import { type Constitution, constitutionHash } from './constitution/constitution.ts';
import type { Proposal, ReviewItem } from './proposal.ts';
import { allowRules } from './review/allow-rules.ts';
import { approvalFault, needsSecond } from './review/approval-rights.ts';
import { isBaseCurrent, rebaseProposal } from './review/rebase-proposal.ts';
import { holdForReview, rejudgedItem } from './review/review-item.ts';
import type { Verdict } from './verdict.ts';

declare const approved: unique symbol;

/** An edit that a person approved as it was shown; only this file makes them. */
export interface Approved {
  readonly proposal: string;
  readonly changes: readonly MemoryChange[];
  readonly [approved]: true;
}

/** The gate, bound to its constitution and sensitivity. */
export type Judge = (proposal: Proposal, view: StoreView) => Verdict;

/** Who approves, and under which constitution. */
export interface Approver {
  readonly person: string;
  readonly constitution: Constitution;
  readonly now: Date;
}

type Reviewed =
  | { readonly kind: 'approved'; readonly item: ReviewItem; readonly edit: Approved }
  | { readonly kind: 'returned'; readonly item: ReviewItem; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string };

function notFound(id: string): string {
  return `No proposal ${id}. Refresh the review list.`;
}

function reviewOne(approval: Approval, view: StoreView, judge: Judge, approver: Approver): Reviewed {
  const item = view.item(approval.id);
  if (item === undefined) return { kind: 'invalid', message: notFound(approval.id) };
  const { proposal } = item;
  if (item.state === 'refused') {
    return {
      kind: 'invalid',
      message: `${proposal.path} was refused and can't be approved. Edit it, or allow its rule.`,
    };
  }
  if (item.state !== 'waiting') return { kind: 'invalid', message: `${proposal.path} was already ${item.state}.` };
  if (item.hash !== approval.hash) {
    return {
      kind: 'invalid',
      message: `${proposal.path} was edited since it was shown. Look at it again, then approve.`,
    };
  }
  const fault = approvalFault(proposal, approver.person, approver.constitution);
  if (fault !== null) return { kind: 'invalid', message: fault };
  if (!isBaseCurrent(proposal, view)) {
    const rebased = rebaseProposal(proposal, view);
    const verdict = holdForReview(judge(rebased, view), {
      rule: 'store.changed-since',
      effect: 'review',
      detail: 'the memory changed after this was proposed',
    });
    const message = `${proposal.path} changed after this was proposed. It is back in review, made anew on what stands now.`;
    return { kind: 'returned', item: rejudgedItem(item, rebased, verdict), message };
  }
  const verdict = allowRules(judge(proposal, view), item.allowed ?? []);
  if (verdict.verdict === 'refuse') {
    return {
      kind: 'returned',
      item: rejudgedItem(item, proposal, verdict),
      message: `${proposal.path} is refused now: ${verdict.hits.map((hit) => hit.detail).join('; ')}.`,
    };
  }
  if (needsSecond(item, approver.person, approver.constitution)) {
    const first = { person: approver.person, hash: item.hash, at: approver.now.toISOString() };
    const others = item.approvals?.filter(({ person, hash }) => person !== first.person && hash === first.hash) ?? [];
    const message = `${proposal.path} takes two approvals; yours is kept, somebody else's is still needed.`;
    return { kind: 'returned', item: { ...item, approvals: [...others, first] }, message };
  }
  return { kind: 'approved', item, edit: { proposal: proposal.id, changes: proposal.changes } as Approved };
}

/** Proposals of one approval that touch the same memory or path: the first wins, the rest go back to review. */
function isApart(edit: Approved, earlier: readonly Approved[]): boolean {
  const touched = new Set(
    earlier.flatMap(({ changes }) => changes.flatMap(({ id, after }) => [id, after?.path ?? id])),
  );
  return edit.changes.every(({ id, after }) => !touched.has(id) && !(after !== null && touched.has(after.path)));
}

function commitsByDream(
  accepted: readonly { readonly item: ReviewItem; readonly edit: Approved }[],
  { now, constitution }: Approver,
): readonly Commit[] {
  const dreams = [...new Set(accepted.map(({ item }) => item.proposal.dream))];
  return dreams.map((dream) => {
    const edits = accepted.filter(({ item }) => item.proposal.dream === dream);
    return buildCommit(
      edits.map(({ edit }) => edit),
      {
        cause: 'review',
        dream,
        reason: edits.map(({ item }) => item.proposal.reason).join('\n'),
        now,
        constitution: constitutionHash(constitution),
      },
    );
  });
}

/** A person approves proposals exactly as they were shown; all that can be carried out become commits. */
export function decideApproval(
  approvals: readonly Approval[],
  view: StoreView,
  judge: Judge,
  approver: Approver,
): Decision<ChangeOutcome> {
  const { now } = approver;
  const accepted: { readonly item: ReviewItem; readonly edit: Approved }[] = [];
  const records: JournalRecord[] = [];
  const messages: string[] = [];
  for (const approval of approvals) {
    const reviewed = reviewOne(approval, view, judge, approver);
    if (
      reviewed.kind === 'approved' &&
      isApart(
        reviewed.edit,
        accepted.map(({ edit }) => edit),
      )
    ) {
      accepted.push(reviewed);
      continue;
    }
    if (reviewed.kind === 'approved')
      messages.push(`${reviewed.item.proposal.path} touches what another of these changes. Approve it after.`);
    else messages.push(reviewed.message);
    if (reviewed.kind === 'returned') records.push({ kind: 'revised', item: reviewed.item, comment: null });
  }
  const commits = commitsByDream(accepted, approver);
  records.push(...commits.map((commit): JournalRecord => ({ kind: 'commit', commit, comment: null })));
  if (accepted.length === 0) {
    return { records, result: { kind: 'conflict', message: messages.join(' ') || 'Nothing to approve.' } };
  }
  const memories = commits
    .flatMap((commit) => commit.changes)
    .flatMap(({ after }): Memory[] => (after === null ? [] : [after]));
  const items = accepted.map(({ item }): ReviewItem => ({ ...item, state: 'committed', decidedAt: now.toISOString() }));
  return { records, result: { kind: 'committed', memories, items, messages } };
}

/** A person rejects proposals; they are remembered and not proposed again without new evidence. */
export function decideRejection(
  ids: readonly string[],
  reason: string,
  view: StoreView,
  { now, constitution }: Approver,
): Decision<ChangeOutcome> {
  const items: ReviewItem[] = [];
  for (const id of ids) {
    const item = view.item(id);
    if (item === undefined) return { records: [], result: { kind: 'invalid', message: notFound(id) } };
    if (item.state !== 'waiting' && item.state !== 'refused') {
      return { records: [], result: { kind: 'invalid', message: `${item.proposal.path} was already ${item.state}.` } };
    }
    items.push({ ...item, state: 'rejected', decidedAt: now.toISOString(), comment: reason === '' ? null : reason });
  }
  const comment = reason === '' ? null : reason;
  return {
    records: [
      { kind: 'decided', proposals: ids, state: 'rejected', comment, constitution: constitutionHash(constitution) },
    ],
    result: { kind: 'rejected', items },
  };
}
