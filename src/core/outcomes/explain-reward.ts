import { explorationBonus } from './exploration.ts';
import { type RewardCounts, rewardLife, rewardRank } from './reward.ts';

/** One sentence for a person: what was seen, and how it moves the memory's rank and life. */
export function explainReward(counts: RewardCounts): string {
  const judged = counts.good + counts.bad;
  const explored = Math.round(explorationBonus(counts) * 100);
  if (judged === 0) {
    return `No session that recalled it was judged yet, so it is shown a little earlier, by ${explored} %, than those that were.`;
  }
  const percent = Math.round((rewardRank(counts) - 1) * 100);
  const rank =
    percent === 0 ? 'its rank stays' : `its rank moves ${percent > 0 ? 'up' : 'down'} by ${Math.abs(percent)} %`;
  const exploration = explored > 0 ? `; hardly judged yet, it is shown a little earlier, by ${explored} %` : '';
  const life = {
    'speaks-for': '; this speaks for keeping it',
    'speaks-against': '; this speaks against keeping it',
    open: '',
  }[rewardLife(counts)];
  return `${rounded(counts.good)} of ${rounded(judged)} judged sessions that recalled it went well, so ${rank}${exploration}${life}.`;
}

function rounded(count: number): string {
  return String(Math.round(count * 10) / 10);
}
