import type { DreamRecord } from '../dream/dream-record.ts';
import type { PastOutcome } from './past-outcome.ts';

/** How a number of goals went, in the mean. */
export interface OutcomeMeans {
  /** Those of which one knows how they ended. */
  readonly goals: number;
  /** 0 to 1. */
  readonly satisfied: number;
  /** Over those that a grader judged; null where there are none. */
  readonly rounds: number | null;
  readonly steps: number | null;
  readonly tokens: number | null;
}

/** The goals between two dreams that changed the memory. */
export interface OutcomeSpan {
  /** Null before the first such dream. */
  readonly after: DreamRecord | null;
  readonly outcomes: readonly PastOutcome[];
}

export function outcomeMeans(outcomes: readonly PastOutcome[]): OutcomeMeans {
  const known = outcomes.filter(({ isGood }) => isGood !== null);
  const judged = known.flatMap(({ goal }) => goal ?? []);
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    goals: known.length,
    satisfied: known.length === 0 ? 0 : known.filter(({ isGood }) => isGood === true).length / known.length,
    rounds: mean(judged.map(({ round }) => round)),
    steps: mean(judged.map(({ steps }) => steps)),
    tokens: mean(judged.map(({ tokens }) => tokens)),
  };
}

/** Whether the dream left the memory other than it was. */
export function changedMemory({ committed, undone }: DreamRecord): boolean {
  return committed > 0 && !undone;
}

/** The outcomes, oldest first, parted where a dream changed the memory. */
export function outcomeSpans(outcomes: readonly PastOutcome[], dreams: readonly DreamRecord[]): readonly OutcomeSpan[] {
  const marks = dreams.filter(changedMemory).toSorted((a, b) => (a.started < b.started ? -1 : 1));
  return [null, ...marks].map((after, index) => ({
    after,
    outcomes: outcomes.filter(({ at }) => at >= (after?.started ?? '') && at < (marks[index]?.started ?? '\uffff')),
  }));
}
