import type { Evidence } from '../evidence.ts';
import type { Origin } from '../origin.ts';

export const FINDING_KINDS = [
  'recurring-failure',
  'inefficiency',
  'deviation',
  'preference',
  'correction',
  'contradiction',
  'duplicate',
  'stale',
  'multi-agent',
  'gap',
  'outcome',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

interface FindingBase {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  /** Names the command or subject literally. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /** The sessions it was seen in, one name per *independent* group (no shared events, no resume chain). */
  readonly sessions: readonly string[];
}

/** A command that failed again and again, and what finally made it pass, if that was seen twice. */
export interface RecurringFailure extends FindingBase {
  readonly kind: 'recurring-failure';
  /** Normalised command, as a person would type it. */
  readonly command: string;
  readonly failures: number;
  readonly remedy: {
    readonly steps: readonly string[];
    /** Independent sessions in which the command passed after these steps. */
    readonly episodes: number;
    readonly evidence: readonly Evidence[];
  } | null;
  /** Declared in the workspace's own scripts, or run by the person. */
  readonly isDeclared: boolean;
  readonly lastAt: string;
}

/** A standing instruction, preference or correction in a person's own words. */
export interface Statement extends FindingBase {
  readonly kind: 'preference' | 'correction';
  readonly text: string;
  readonly subject: string;
  readonly isExplicit: boolean;
  readonly isHedged: boolean;
  readonly author: string;
  readonly origin: Origin;
  readonly at: string;
}

export interface DuplicateMemories extends FindingBase {
  readonly kind: 'duplicate';
  /** Ids; the first is the one to keep. */
  readonly memories: readonly string[];
}

export interface Contradiction extends FindingBase {
  readonly kind: 'contradiction';
  /** Id of the older memory that the newer statement denies. */
  readonly memory: string;
  readonly conflict: 'polarity' | 'number' | 'tool' | 'version' | 'path';
  readonly statement: {
    readonly text: string;
    readonly author: string;
    readonly origin: Origin;
    readonly at: string;
    readonly isExplicit: boolean;
  };
}

export interface StaleMemory extends FindingBase {
  readonly kind: 'stale';
  readonly memory: string;
  readonly why: string;
}

export interface OtherFinding extends FindingBase {
  readonly kind: 'inefficiency' | 'deviation' | 'multi-agent' | 'gap' | 'outcome';
  /** What to write down, where the analysis knows it. */
  readonly advice?: string;
  readonly origin: Origin;
}

/** What the analysis saw (design: *finding*). */
export type Finding = RecurringFailure | Statement | DuplicateMemories | Contradiction | StaleMemory | OtherFinding;
