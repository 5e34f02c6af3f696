import { describe, expect, it } from 'vitest';
import { Closeness } from '../../../src/core/search/vectors/closeness.ts';
import { aMemory, aSearch, NOW } from '../builders.ts';

describe('closeness of wording', () => {
  it('is whole for the same words in the same order, and less for the same words in another', () => {
    const closeness = new Closeness('Do not push to main');
    expect(closeness.of('Please do not push to main, ever.')).toBe(1);
    expect(closeness.of('to main push not do')).toBeLessThan(1);
    expect(closeness.of('Water the plants.')).toBe(0);
    expect(new Closeness('').of('anything')).toBe(0);
  });

  it.each([
    ['retry the upload 3 times', 'b'],
    ['retry the upload 5 times', 'a'],
    ['do not retry the upload on port 8080', 'c'],
  ])('tells near-duplicates apart: "%s"', async (question, wanted) => {
    const search = await aSearch({
      memories: [
        aMemory('a', 'Retry the upload 5 times before giving up.'),
        aMemory('b', 'Retry the upload 3 times before giving up.'),
        aMemory('c', 'Do not retry the upload on port 8080.'),
        aMemory('d', 'Do retry the upload on port 8081.'),
      ],
    });
    const hits = search.recall(question, { limit: 4, within: 'memories' }, NOW);
    expect(hits[0]?.id).toBe(wanted);
  });
});
