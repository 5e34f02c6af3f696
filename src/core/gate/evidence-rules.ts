import { assertNever } from '../assert-never.ts';
import type { Constitution, ThresholdName } from '../dream/constitution/constitution.ts';
import type { Proposal } from '../dream/proposal.ts';
import { proposalPaths } from '../dream/proposal-paths.ts';
import type { Sensitivity } from '../dreamwright.ts';
import { carriedOrigin, lostInMerge, touchedMemories, writtenMemories } from './edited-memories.ts';
import type { GateContext } from './gate-context.ts';
import type { ProposalRule } from './rule.ts';
import { leastSessions, levelAt } from './stricter.ts';
import { type RaisedSupport, supportRuleOf } from './support-rule.ts';

/** The chat itself, whom the person speaks with. */
const OWN_AGENT = 'dreamwright';

interface Thresholds {
  /** Independent sessions in which a person gave the same standing instruction; one is enough unless this says more. */
  readonly instructions: number;
  /** Independent sessions in which a person said the same, when it was no explicit standing instruction. */
  readonly statements: number;
  /** Independent sessions in which a command failed, and passed after the same step. */
  readonly failures: number;
  readonly passes: number;
}

const THRESHOLDS: Readonly<Record<Exclude<Sensitivity, 'cautious'>, Thresholds>> = {
  balanced: { instructions: 0, statements: 2, failures: 3, passes: 2 },
  autonomous: { instructions: 0, statements: 1, failures: 2, passes: 1 },
};

/** Those of the level, or more where the constitution wants more below a path. */
function thresholdsAt(
  level: Exclude<Sensitivity, 'cautious'>,
  paths: readonly string[],
  constitution: Constitution,
): Thresholds {
  const usual = THRESHOLDS[level];
  const least = (name: ThresholdName) => leastSessions(name, paths, constitution);
  return {
    instructions: least('instructions'),
    statements: Math.max(usual.statements, least('statements')),
    failures: Math.max(usual.failures, least('failures')),
    passes: Math.max(usual.passes, least('passes')),
  };
}

/** What keeps the proposal from committing by itself (design: *What commits by itself*); null when nothing does. */
function missingSupport(proposal: Proposal, given: GateContext): string | null {
  const paths = proposalPaths(proposal);
  const sensitivity = levelAt(given.sensitivity, paths, given.constitution);
  if (sensitivity === 'cautious') return null;
  const context = { ...given, sensitivity };
  const rule = supportRuleOf(proposal);
  const raised = rule === null ? 0 : (context.raised?.[rule] ?? 0);
  const thresholds = thresholdsAt(sensitivity, paths, given.constitution);
  switch (proposal.operation) {
    case 'create':
    case 'update':
      return rule === 'failures'
        ? missingForProcedure(proposal, thresholds, raised, context.sensitivity)
        : missingForStatement(proposal, thresholds, context.raised);
    case 'supersede':
      return missingForSupersede(proposal, context.sensitivity) ?? heldByReviewers(raised);
    case 'merge':
      return lostInMerge(proposal, context.now) === null
        ? heldByReviewers(raised)
        : 'does not keep every sentence and citation';
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

/** An edit without a count to raise waits where reviewers took such edits back. */
function heldByReviewers(raised: number): string | null {
  return raised === 0 ? null : 'such edits wait since reviewers declined them';
}

function missingForStatement(proposal: Proposal, thresholds: Thresholds, raised: RaisedSupport = {}): string | null {
  const { isExplicitInstruction, independentSessions } = proposal.support;
  const { instruction = 0, statements = 0 } = raised;
  if (carriedOrigin(proposal) !== 'user') return 'not a person’s own words';
  if (isExplicitInstruction && instruction === 0 && thresholds.instructions === 0) return null;
  const again = thresholds.statements + statements;
  const needed = isExplicitInstruction ? Math.max(thresholds.instructions, Math.min(1 + instruction, again)) : again;
  if (independentSessions >= needed) return null;
  const said = `said in ${independentSessions} of ${needed} sessions`;
  return isExplicitInstruction
    ? `${said}${asRaised(instruction)}`
    : `${said}, not as a standing instruction${asRaised(statements)}`;
}

function missingForProcedure(
  proposal: Proposal,
  thresholds: Thresholds,
  raised: number,
  sensitivity: Sensitivity,
): string | null {
  const { failedSessions, passedSessions, isDeclaredCommand } = proposal.support;
  const needed = thresholds.failures + raised;
  if (failedSessions === 0) return 'what people did, not what they asked for';
  if (failedSessions < needed) return `failed in ${failedSessions} of ${needed} sessions${asRaised(raised)}`;
  if (passedSessions < thresholds.passes) return `passed again in ${passedSessions} of ${thresholds.passes} sessions`;
  if (isDeclaredCommand || sensitivity === 'autonomous') return null;
  return 'the command is not one of the workspace’s own, and no person ran it';
}

function asRaised(raised: number): string {
  return raised === 0 ? '' : `, ${raised} more than usual since reviewers declined such edits`;
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
    name: 'evidence.new-agent',
    meaning: 'The agent that asks for it was never seen here before this session.',
    mend: 'Approve it if you know the agent; from its next session on it is one of those that were seen.',
    example: 'an agent’s memory tool in the first session that it ever had here',
    check: ({ proposedBy }, { memories }) => {
      if (proposedBy === undefined || proposedBy.agent === OWN_AGENT || memories.sessions === undefined) return null;
      const { agent, session } = proposedBy;
      const isKnown = memories.sessions().some((past) => past.agent === agent && past.session !== session);
      return isKnown ? null : { effect: 'review', detail: `${agent} was never seen here before` };
    },
  },
  {
    name: 'sensitivity.cautious',
    meaning: 'At the level cautious every edit waits for a person.',
    mend: 'Approve it, or choose the level balanced.',
    example: 'any edit of a dream',
    check: (proposal, context) =>
      levelAt(context.sensitivity, proposalPaths(proposal), context.constitution) === 'cautious'
        ? { effect: 'review', detail: 'everything waits at the level cautious' }
        : null,
  },
];
