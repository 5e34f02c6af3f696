import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainReward, rewardLife, rewardMean, rewardOf, rewardRank } from '../../src/core/outcomes/reward.ts';

const counts = fc.record({ good: fc.nat(50), bad: fc.nat(50) });

describe('the reward of a memory', () => {
  it('is even before anything is known', () => {
    expect(rewardMean(rewardOf({ good: 0, bad: 0 }))).toBe(0.5);
    expect(rewardRank({ good: 0, bad: 0 })).toBe(1);
  });

  it('rises with each session that went well and falls with each that went badly', () => {
    fc.assert(
      fc.property(counts, ({ good, bad }) => {
        const mean = rewardMean(rewardOf({ good, bad }));
        expect(rewardMean(rewardOf({ good: good + 1, bad }))).toBeGreaterThan(mean);
        expect(rewardMean(rewardOf({ good, bad: bad + 1 }))).toBeLessThan(mean);
      }),
    );
  });

  it('moves a rank by a tenth at most', () => {
    fc.assert(
      fc.property(counts, (one) => {
        expect(Math.abs(rewardRank(one) - 1)).toBeLessThanOrEqual(0.1);
      }),
    );
  });

  it('says nothing of a life before four sessions were judged', () => {
    expect(rewardLife({ good: 0, bad: 3 })).toBe('open');
    expect(rewardLife({ good: 0, bad: 4 })).toBe('speaks-against');
    expect(rewardLife({ good: 4, bad: 0 })).toBe('speaks-for');
    expect(rewardLife({ good: 3, bad: 3 })).toBe('open');
  });

  it('is explained in one sentence', () => {
    expect(explainReward({ good: 3, bad: 1 })).toBe(
      '3 of 4 judged sessions that recalled it went well, so its rank moves up by 3 %; this speaks for keeping it.',
    );
    expect(explainReward({ good: 0, bad: 0 })).toBe(
      'No session that recalled it was judged yet, so its rank is its own.',
    );
  });
});
