import type { Memory } from '../memory/memory.ts';

const PINNED = 1.1;
/** No standing, use and reward of a memory move its score by more. */
export const HIGHEST_RANK = 1.4;

/** How a memory's own standing moves its score: by at most a third, so that the words decide. */
export function rankOf({ confidence, pinned }: Memory, uses: number): number {
  return (0.85 + 0.15 * confidence) * usedRank(uses) * (pinned ? PINNED : 1);
}

/** The most that it can be of a memory that was not read. */
export function highestRank(uses: number): number {
  return usedRank(uses) * PINNED;
}

function usedRank(uses: number): number {
  return 1 + 0.03 * Math.min(4, Math.log2(1 + uses));
}
