import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainReward } from '../../src/core/outcomes/explain-reward.ts';
import { explorationBonus } from '../../src/core/outcomes/exploration.ts';
import { rewardLife, rewardMean, rewardOf, rewardRank } from '../../src/core/outcomes/reward.ts';
import { rewardStanding } from '../../src/core/outcomes/reward-standing.ts';

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
      'No session that recalled it was judged yet, so it is shown a little earlier, by 5 %, than those that were.',
    );
    expect(explainReward({ good: 0, bad: 1 })).toBe(
      '0 of 1 judged sessions that recalled it went well, so its rank moves down by 3 %; hardly judged yet, it is shown a little earlier, by 3 %.',
    );
  });
});

describe('exploration', () => {
  it('moves a memory up by a twentieth at most, ever less as it is judged, and not at all from four sessions on', () => {
    fc.assert(
      fc.property(counts, ({ good, bad }) => {
        const bonus = explorationBonus({ good, bad });
        expect(bonus).toBeLessThanOrEqual(0.05);
        expect(bonus > 0).toBe(good + bad < 4);
        for (const more of [explorationBonus({ good: good + 1, bad }), explorationBonus({ good, bad: bad + 1 })]) {
          expect(more).toBeLessThanOrEqual(bonus);
        }
      }),
    );
  });

  it('and reward together move a rank by a tenth at most', () => {
    fc.assert(
      fc.property(counts, (one) => {
        const { rewardRank: rank } = rewardStanding(new Map([['one', one]]));
        expect(Math.abs(rank('one') - 1)).toBeLessThanOrEqual(0.1);
      }),
    );
  });

  it('leaves a memory that failed in four sessions below one that nobody has judged, and one that served well above it', () => {
    const { rewardRank: rank, isExplored } = rewardStanding(
      new Map([
        ['failed', { good: 0, bad: 4 }],
        ['served', { good: 4, bad: 0 }],
      ]),
    );
    expect([rank('served') > rank('new'), rank('new') > rank('failed')]).toEqual([true, true]);
    expect(['served', 'failed', 'new'].map(isExplored)).toEqual([false, false, true]);
  });

  it('begins once a memory was judged: before, all stand as they would', () => {
    const { rewardRank: rank, isExplored } = rewardStanding(new Map());
    expect([rank('new'), isExplored('new')]).toEqual([1, false]);
  });
});
