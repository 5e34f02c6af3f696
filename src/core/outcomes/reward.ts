/** In how many judged sessions a memory was recalled, by how they went; a session that went both ways counts in parts. */
export interface RewardCounts {
  readonly good: number;
  readonly bad: number;
}

/** A Beta posterior over "a session that recalls this memory goes well". */
export interface Reward {
  readonly alpha: number;
  readonly beta: number;
}

/** Two imagined sessions, one of each: a single real one moves the mean by a sixth. */
export const REWARD_PRIOR: Reward = { alpha: 1, beta: 1 };
export const NO_REWARD: RewardCounts = { good: 0, bad: 0 };

/** A reward moves a memory's rank by at most this share, up or down, so that the words of the question decide. */
const MOST_RANK = 0.1;
/** Fewer judged sessions say too little about a memory's life, and leave something to explore. */
export const FEWEST_FOR_LIFE = 4;

/** The posterior after `counts` (conjugate update of a Bernoulli likelihood). */
export function rewardOf(counts: RewardCounts, prior: Reward = REWARD_PRIOR): Reward {
  return { alpha: prior.alpha + Math.max(0, counts.good), beta: prior.beta + Math.max(0, counts.bad) };
}

/** The expected share of sessions that go well, 0 to 1. */
export function rewardMean({ alpha, beta }: Reward): number {
  return alpha / (alpha + beta);
}

/** The factor on a memory's rank by how its sessions went: 1 for one that nobody has judged. */
export function rewardRank(counts: RewardCounts): number {
  return 1 + MOST_RANK * (2 * rewardMean(rewardOf(counts)) - 1);
}

/** Whether its sessions speak for keeping a memory or against it, once enough of them were judged. */
export function rewardLife(counts: RewardCounts): 'speaks-for' | 'speaks-against' | 'open' {
  if (counts.good + counts.bad < FEWEST_FOR_LIFE) return 'open';
  const mean = rewardMean(rewardOf(counts));
  return mean >= 2 / 3 ? 'speaks-for' : mean <= 1 / 3 ? 'speaks-against' : 'open';
}
