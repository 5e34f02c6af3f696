import type { Evidence } from '../evidence.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Origin } from '../origin.ts';
import type { Verdict } from './verdict.ts';

export const PROPOSAL_OPERATIONS = [
  'create',
  'update',
  'merge',
  'move',
  'supersede',
  'split',
  'prune',
  'promote',
  'link',
  'unlink',
] as const;
export type ProposalOperation = (typeof PROPOSAL_OPERATIONS)[number];

/** Facts the gate weighs beside the text itself; filled by whoever proposes. */
export interface ProposalSupport {
  /** An explicit standing instruction of a person. */
  readonly isExplicitInstruction: boolean;
  /** Independent sessions that support it. */
  readonly independentSessions: number;
  /** Independent sessions in which the command failed; and passed after the same step. 0 for non-procedures. */
  readonly failedSessions: number;
  readonly passedSessions: number;
  /** The command is declared in the workspace's own scripts, or was run by the person. */
  readonly isDeclaredCommand: boolean;
  /** The statement behind a supersede is by the author of the memory it replaces. */
  readonly isSameAuthor: boolean;
}

/** One concrete memory edit, before the gate has seen it. */
export interface Proposal {
  readonly id: string;
  /** Null when an agent's memory tool or a person made it. */
  readonly dream: string | null;
  /** The session whose agent asked for it with its memory tool; that session sees it before it is decided. */
  readonly proposedBy?: { readonly agent: string; readonly session: string };
  readonly operation: ProposalOperation;
  /** Where the reader looks: the path the edit leaves behind, or the pruned one. */
  readonly path: string;
  /** The exact edit. Approval is bound to the hash of this. */
  readonly changes: readonly MemoryChange[];
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** The lowest among the events whose words it carries. */
  readonly origin: Origin;
  readonly support: ProposalSupport;
  readonly findings: readonly string[];
  /** What a rule file of the workspace says to the contrary, where one does. */
  readonly against?: { readonly file: string; readonly text: string };
  readonly createdAt: string;
}

export type ProposalState = 'waiting' | 'refused' | 'committed' | 'rejected' | 'withdrawn';

/** A proposal with its verdict and what became of it. */
export interface ReviewItem {
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  /** SHA-256 of the proposal's changes as shown; see `proposalHash`. */
  readonly hash: string;
  readonly state: ProposalState;
  readonly decidedAt: string | null;
  readonly comment: string | null;
  /** What the dream had written, where a person edited it. */
  readonly drafted?: string;
  /** Rules that a person allowed for exactly this text. */
  readonly allowed?: readonly string[];
  /** Who has approved exactly this text where two must. */
  readonly approvals?: readonly FirstApproval[];
  /** What people wrote beside the diff, oldest first. */
  readonly comments?: readonly ReviewComment[];
}

export interface FirstApproval {
  readonly person: string;
  /** Of the text that was shown. */
  readonly hash: string;
  readonly at: string;
}

export interface ReviewComment {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
  /** When its author last reworded it. */
  readonly editedAt?: string;
}
