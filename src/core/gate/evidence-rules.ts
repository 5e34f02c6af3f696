import { assertNever } from '../assert-never.ts';
import type { Proposal } from '../dream/proposal.ts';
import type { Sensitivity } from '../dreamwright.ts';
import { carriedOrigin, lostInMerge, touchedMemories, writtenMemories } from './edited-memories.ts';
import type { GateContext } from './gate-context.ts';
import type { ProposalRule } from './rule.ts';

interface Thresholds {
  /** Independent sessions in which a person said the same, when it was no explicit standing instruction. */
  readonly statements: number;
  /** Independent sessions in which a command failed, and passed after the same step. */
  readonly failures: number;
  readonly passes: number;
}

const THRESHOLDS: Readonly<Record<Exclude<Sensitivity, 'cautious'>, Thresholds>> = {
  balanced: { statements: 2, failures: 3, passes: 2 },
  autonomous: { statements: 1, failures: 2, passes: 1 },
};

/** What keeps the proposal from committing by itself (design: *What commits by itself*); null when nothing does. */
function missingSupport(proposal: Proposal, context: GateContext): string | null {
  if (context.sensitivity === 'cautious') return null;
  const thresholds = THRESHOLDS[context.sensitivity];
  switch (proposal.operation) {
    case 'create':
    case 'update':
      return writtenMemories(proposal).some((memory) => memory.kind === 'procedure') &&
        carriedOrigin(proposal) !== 'user'
        ? missingForProcedure(proposal, thresholds, context.sensitivity)
        : missingForStatement(proposal, thresholds);
    case 'supersede':
      return missingForSupersede(proposal, context.sensitivity);
    case 'merge':
      return lostInMerge(proposal, context.now) === null ? null : 'does not keep every sentence and citation';
    case 'prune':
      return 'nothing is deleted without a person';
    case 'promote':
      return 'more would see it than now';
    case 'move':
    case 'split':
    case 'link':
    case 'unlink':
      return context.sensitivity === 'autonomous' ? null : `a ${proposal.operation} is for a person at this level`;
    default:
      return assertNever(proposal.operation);
  }
}

function missingForSupersede(proposal: Proposal, sensitivity: Sensitivity): string | null {
  const { isExplicitInstruction, isSameAuthor } = proposal.support;
  if (!isExplicitInstruction || carriedOrigin(proposal) !== 'user') return 'not a person’s explicit statement';
  if (!isSameAuthor && sensitivity !== 'autonomous') return 'not by the author of what it replaces';
  const replaced = touchedMemories(proposal);
  const isLater = writtenMemories(proposal).every((after) => replaced.every((one) => one.validFrom <= after.validFrom));
  return isLater ? null : 'not later than what it replaces';
}

function missingForStatement(proposal: Proposal, thresholds: Thresholds): string | null {
  const { isExplicitInstruction, independentSessions } = proposal.support;
  if (carriedOrigin(proposal) !== 'user') return 'not a person’s own words';
  if (isExplicitInstruction || independentSessions >= thresholds.statements) return null;
  return `said in ${independentSessions} of ${thresholds.statements} sessions, not as a standing instruction`;
}

function missingForProcedure(proposal: Proposal, thresholds: Thresholds, sensitivity: Sensitivity): string | null {
  const { failedSessions, passedSessions, isDeclaredCommand } = proposal.support;
  if (failedSessions < thresholds.failures) return `failed in ${failedSessions} of ${thresholds.failures} sessions`;
  if (passedSessions < thresholds.passes) return `passed again in ${passedSessions} of ${thresholds.passes} sessions`;
  if (isDeclaredCommand || sensitivity === 'autonomous') return null;
  return 'the command is not one of the workspace’s own, and no person ran it';
}

export const EVIDENCE_RULES: readonly ProposalRule[] = [
  {
    name: 'evidence.none',
    meaning: 'It names no session that supports it.',
    mend: 'Save it yourself if it is right: your word is evidence.',
    example: 'a new memory without a quote',
    check: (proposal) =>
      proposal.evidence.length === 0 && writtenMemories(proposal).some((memory) => memory.evidence.length === 0)
        ? { effect: 'refuse', detail: 'names no evidence' }
        : null,
  },
  {
    name: 'evidence.thin',
    meaning: 'It has less support than an edit needs to commit by itself.',
    mend: 'Approve it if you know it to be true; more sessions that agree let it pass alone.',
    example: 'a procedure whose command failed in two sessions',
    check: (proposal, context) => {
      const missing = missingSupport(proposal, context);
      return missing === null ? null : { effect: 'review', detail: missing };
    },
  },
  {
    name: 'sensitivity.cautious',
    meaning: 'At the level cautious every edit waits for a person.',
    mend: 'Approve it, or choose the level balanced.',
    example: 'any edit of a dream',
    check: (_, context) =>
      context.sensitivity === 'cautious'
        ? { effect: 'review', detail: 'everything waits at the level cautious' }
        : null,
  },
];
