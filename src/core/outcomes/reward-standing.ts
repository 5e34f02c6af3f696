import { explorationBonus } from './exploration.ts';
import { NO_REWARD, type RewardCounts, rewardRank } from './reward.ts';

/** How the memories of a store stand by the sessions that recalled them. */
export interface RewardStanding {
  /** Factor on a memory's rank. */
  readonly rewardRank: (id: string) => number;
  /** Whether it is moved up because little is known of how it serves. */
  readonly isExplored: (id: string) => boolean;
}

/** While no memory was judged there is none to explore others beside. */
export function rewardStanding(rewards: ReadonlyMap<string, RewardCounts>): RewardStanding {
  const bonusOf = (counts: RewardCounts): number => (rewards.size === 0 ? 0 : explorationBonus(counts));
  const countsOf = (id: string): RewardCounts => rewards.get(id) ?? NO_REWARD;
  return {
    rewardRank: (id) => rewardRank(countsOf(id)) + bonusOf(countsOf(id)),
    isExplored: (id) => bonusOf(countsOf(id)) > 0,
  };
}
