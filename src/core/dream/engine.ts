import type { SessionDigest } from './analyze/digest/digest.ts';
import type { DreamEstimate } from './cost.ts';
import type { EpisodeLookup } from './engine/episode-lookup.ts';
import type { Meter } from './engine/meter.ts';
import type { Rewording } from './learn/learned-wording.ts';
import type { Proposal } from './proposal.ts';
import type { ProposeInput } from './propose.ts';
import type { ModelSight } from './scopes/model-sight.ts';

export interface EngineInput extends ProposeInput {
  readonly digests: readonly SessionDigest[];
  /** What a person asked dreams to pay attention to; empty for nothing. */
  readonly instructions: string;
  /** What people made of earlier proposals before they approved them, newest first. */
  readonly rewordings: readonly Rewording[];
  /** Counts what is spent and says when a cap is met. */
  readonly meter: Meter;
  /** What of the store a model may be shown. */
  readonly sight: ModelSight;
  report(label: string): void;
}

export interface EngineOutcome {
  readonly proposals: readonly Proposal[];
  /** The engine whose proposals these are: another one than asked for where that could not answer. */
  readonly engine: string;
  /** What a reader of the report should know, one sentence each: a fallback, a cap, what was dropped. */
  readonly notes: readonly string[];
  /** What it was expected to take; null when nothing was sent. */
  readonly estimate: DreamEstimate | null;
}

/** Step 3 of a dream: makes findings into concrete memory edits. */
export interface Engine {
  readonly name: string;
  /** What `propose` would send, and what that would cost at most. */
  estimate(input: EngineInput, signal: AbortSignal): Promise<DreamEstimate>;
  /** Rejects only when `signal` is aborted, or for a bug. */
  propose(input: EngineInput, lookup: EpisodeLookup, signal: AbortSignal): Promise<EngineOutcome>;
}
