import { buildCommit } from '../dream/commit.ts';
import type { Proposal, ProposalOperation, ReviewItem } from '../dream/proposal.ts';
import { reviewItem } from '../dream/review/review-item.ts';
import type { ChangeOutcome } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Decision } from '../store.ts';
import type { PersonalAct } from './personal-act.ts';

export function proposalOf(operation: ProposalOperation, change: MemoryChange, act: PersonalAct): Proposal {
  return {
    id: newId('prp', act.now),
    dream: null,
    operation,
    path: change.after?.path ?? change.before?.path ?? '',
    changes: [change],
    reason: `${act.person} asked for it.`,
    evidence: act.evidence,
    origin: 'user',
    support: {
      isExplicitInstruction: true,
      independentSessions: 1,
      failedSessions: 0,
      passedSessions: 0,
      isDeclaredCommand: false,
      isSameAuthor: true,
    },
    findings: [],
    createdAt: act.now.toISOString(),
  };
}

/** Passes the gate and commits; `answered` are proposals that the act makes needless. */
export function decideAct(
  proposal: Proposal,
  act: PersonalAct,
  answered: readonly ReviewItem[] = [],
): Decision<ChangeOutcome> {
  const { verdict, passed } = act.judge(proposal, act.view);
  if (passed === null) return { records: [], result: { kind: 'refused', item: reviewItem(proposal, verdict) } };
  const moves = answered.map((item) => ({ proposal: item.proposal.id, state: 'withdrawn' as const }));
  const commit = buildCommit([passed], {
    cause: 'person',
    dream: null,
    reason: proposal.reason,
    now: act.now,
    constitution: verdict.constitution,
    moves,
  });
  const item = { ...reviewItem(proposal, verdict, 'committed'), decidedAt: act.now.toISOString() };
  const memories = proposal.changes.flatMap(({ after }) => (after === null ? [] : [after]));
  return {
    records: [{ kind: 'commit', commit: { ...commit, proposals: [] }, comment: null }],
    result: { kind: 'committed', memories, items: [item], messages: [] },
  };
}
