import { FEWEST_FOR_LIFE, REWARD_PRIOR, type Reward, type RewardCounts, rewardOf } from './reward.ts';

/** A memory that nobody has judged moves up by this share, beside those that were. */
const MOST = 0.05;
/** Why such a memory stands where it does, for a person. */
export const EXPLORED = 'hardly judged yet: shown a little earlier';

/**
 * What is added to a memory's `rewardRank` so that one of which little is known is recalled and judged: the width of its
 * posterior beside the prior's, fading out with the sessions that judge it. Optimism where one is unsure (Auer,
 * Cesa-Bianchi and Fischer 2002, UCB1), by the posterior (Kaufmann, Cappé and Garivier 2012, Bayes-UCB). Nothing in it is
 * left to chance: the same store gives the same answer.
 */
export function explorationBonus(counts: RewardCounts): number {
  const missing = Math.max(0, 1 - (counts.good + counts.bad) / FEWEST_FOR_LIFE);
  return MOST * (widthOf(rewardOf(counts)) / widthOf(REWARD_PRIOR)) * missing;
}

/** The standard deviation of a Beta distribution. */
function widthOf({ alpha, beta }: Reward): number {
  const sum = alpha + beta;
  return Math.sqrt((alpha * beta) / (sum * sum * (sum + 1)));
}
