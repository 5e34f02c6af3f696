/** In how many judged sessions a memory was recalled, by how they went; a session that went both ways counts in parts. */
export interface RewardCounts {
  readonly good: number;
  readonly bad: number;
}

/** A Beta posterior over "a session that recalls this memory goes well". */
interface Reward {
  readonly alpha: number;
  readonly beta: number;
}

/** Two imagined sessions, one of each: a single real one moves the mean by a sixth. */
const REWARD_PRIOR: Reward = { alpha: 1, beta: 1 };
export const NO_REWARD: RewardCounts = { good: 0, bad: 0 };

/** A reward moves a memory's rank by at most this share, up or down, so that the words of the question decide. */
const MOST_RANK = 0.1;
/** Fewer judged sessions say too little about a memory's life. */
const FEWEST_FOR_LIFE = 4;

/** The posterior after `counts` (conjugate update of a Bernoulli likelihood). */
export function rewardOf(counts: RewardCounts, prior: Reward = REWARD_PRIOR): Reward {
  return { alpha: prior.alpha + Math.max(0, counts.good), beta: prior.beta + Math.max(0, counts.bad) };
}

/** The expected share of sessions that go well, 0 to 1. */
export function rewardMean({ alpha, beta }: Reward): number {
  return alpha / (alpha + beta);
}

/** The factor on a memory's rank: 1 for one that nobody has judged, so that new memories get their chance. */
export function rewardRank(counts: RewardCounts): number {
  return 1 + MOST_RANK * (2 * rewardMean(rewardOf(counts)) - 1);
}

/** Whether its sessions speak for keeping a memory or against it, once enough of them were judged. */
export function rewardLife(counts: RewardCounts): 'speaks-for' | 'speaks-against' | 'open' {
  if (counts.good + counts.bad < FEWEST_FOR_LIFE) return 'open';
  const mean = rewardMean(rewardOf(counts));
  return mean >= 2 / 3 ? 'speaks-for' : mean <= 1 / 3 ? 'speaks-against' : 'open';
}

/** One sentence for a person: what was seen, and how it moves the memory's rank and life. */
export function explainReward(counts: RewardCounts): string {
  const judged = counts.good + counts.bad;
  if (judged === 0) return 'No session that recalled it was judged yet, so its rank is its own.';
  const percent = Math.round((rewardRank(counts) - 1) * 100);
  const rank =
    percent === 0 ? 'its rank stays' : `its rank moves ${percent > 0 ? 'up' : 'down'} by ${Math.abs(percent)} %`;
  const life = {
    'speaks-for': '; this speaks for keeping it',
    'speaks-against': '; this speaks against keeping it',
    open: '',
  }[rewardLife(counts)];
  return `${rounded(counts.good)} of ${rounded(judged)} judged sessions that recalled it went well, so ${rank}${life}.`;
}

function rounded(count: number): string {
  return String(Math.round(count * 10) / 10);
}
