import type { DreamEstimate } from './cost.ts';
import type { MovedThreshold } from './learn/learned-thresholds.ts';
import type { ProbeScore } from './probe.ts';

export type DreamStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface DreamUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One run of the six steps, as the journal tells it. */
export interface DreamRecord {
  readonly id: string;
  readonly status: DreamStatus;
  readonly engine: string;
  readonly trigger: string;
  /** The scope it was over, empty for what fits none; missing when it was over everything. */
  readonly scope?: string;
  /** Id of the model that it could ask; missing where none was connected. */
  readonly model?: string;
  readonly started: string;
  readonly ended: string | null;
  /** Sessions and events that took part. */
  readonly sessions: number;
  readonly events: number;
  /** The sessions with something new. */
  readonly read?: readonly string[];
  readonly findings: number;
  readonly committed: number;
  readonly waiting: number;
  readonly refused: number;
  readonly usage: DreamUsage;
  /** US dollars. */
  readonly cost: number;
  readonly error: string | null;
  /** What a reader should know of how it went, one sentence each: a fallback, a cap, what was dropped. */
  readonly notes?: readonly string[];
  /** What it was expected to take, where a model was asked. */
  readonly estimate?: DreamEstimate;
  /** How the probe questions fared; missing where the dream did not get so far. */
  readonly probes?: ProbeScore;
  /** Thresholds that reviewers' decisions had moved when it ran, and how many findings were held back by them. */
  readonly thresholds?: readonly MovedThreshold[];
  /** Set when it was taken back. */
  readonly undone: boolean;
}

/** The counts of a dream that has brought nothing yet. */
export const NOTHING_DONE = { sessions: 0, events: 0, findings: 0, committed: 0, waiting: 0, refused: 0 } as const;
