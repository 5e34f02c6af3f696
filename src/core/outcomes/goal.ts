/** One thing that must hold for a goal to be reached. */
export type Criterion =
  /** It holds when the command ends with 0: it is run, not guessed. */
  | { readonly kind: 'command'; readonly text: string; readonly command: string }
  /** A grader reads what was done and says whether it holds. */
  | { readonly kind: 'judged'; readonly text: string };

/** What a person wants to be true, and how one tells. */
export interface Goal {
  /** Stays the same over all rounds of one run. */
  readonly id: string;
  /** One line. */
  readonly title: string;
  /** Markdown beside the criteria; may be empty. */
  readonly description: string;
  /** At least one. */
  readonly criteria: readonly Criterion[];
  /** How often the agent may work on it, 1 to {@link MOST_ROUNDS}. */
  readonly rounds: number;
}

export const DEFAULT_ROUNDS = 3;
export const MOST_ROUNDS = 20;

export const GOAL_RESULTS = ['satisfied', 'needs_revision', 'max_iterations_reached', 'failed', 'interrupted'] as const;
/** `failed`: the agent or the grader could not do its work, so nothing is known of the goal. */
export type GoalResult = (typeof GOAL_RESULTS)[number];

/** What was found of one criterion. */
export interface CriterionScore {
  readonly text: string;
  readonly isMet: boolean;
  /** Why, in a sentence; the end of a command's output where one failed. */
  readonly reason: string;
  readonly by: 'command' | 'grader';
}

/** What became of a goal in one round. */
export interface GoalOutcome {
  /** The goal's id; a later outcome of it replaces an earlier one. */
  readonly id: string;
  readonly title: string;
  readonly result: GoalResult;
  /** From 1. */
  readonly round: number;
  readonly rounds: number;
  /** Tool calls and tokens of the agent so far, over all rounds. */
  readonly steps: number;
  readonly tokens: number;
  /** Empty where it was not graded. */
  readonly criteria: readonly CriterionScore[];
}
