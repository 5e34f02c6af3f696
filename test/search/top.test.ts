import fc from 'fast-check';
import { expect, it } from 'vitest';
import { top } from '../../src/core/search/top.ts';

it('the best few are those that sorting everything would put first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat({ max: 20 }), (numbers, limit) => {
      const sorted = numbers.toSorted((a, b) => b - a).slice(0, limit);
      expect(top(numbers, limit, (a, b) => a > b)).toEqual(sorted);
    }),
  );
});
