import type { TurnEnd } from './turn-event.ts';

/** How far a turn has come. */
export interface TurnProgress {
  /** Answers of the model so far. */
  readonly steps: number;
  /** US dollars of the session so far, as far as prices are known. */
  readonly spentUsd: number;
}

type Pause = Extract<TurnEnd, { kind: 'paused' }>;
/** Says why a turn goes no further by itself; null while it may. */
export type StopCondition = (progress: TurnProgress) => Pause | null;

export function afterSteps(limit: number): StopCondition {
  return ({ steps }) => (steps >= limit ? { kind: 'paused', because: 'steps', limit } : null);
}

/** Holds once the money is spent. */
export function atCost(limit: number): StopCondition {
  return ({ spentUsd }) => (spentUsd >= limit ? { kind: 'paused', because: 'cost', limit } : null);
}

export function firstStop(conditions: readonly StopCondition[], progress: TurnProgress): Pause | null {
  for (const condition of conditions) {
    const pause = condition(progress);
    if (pause !== null) return pause;
  }
  return null;
}
