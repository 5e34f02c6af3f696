import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scores } from '../../../src/core/search/scores.ts';
import { scoreDocuments } from '../../../src/core/search/words/bm25.ts';
import { InvertedIndex } from '../../../src/core/search/words/inverted-index.ts';

const TERMS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const OPTIONS = { k1: 1.2, b: 0.75, rarity: 1, floor: 0 };

/** Scores by document name, for the terms of the question. */
function answer(index: InvertedIndex, names: ReadonlyMap<number, string>): ReadonlyMap<string, string> {
  const scores = new Scores();
  const question = TERMS.slice(0, 3).map((term, place) => ({ term, weight: 1, place }));
  scoreDocuments(index, question, OPTIONS, scores);
  return new Map(
    scores.touched
      .map((document): [string, string] => [names.get(document) ?? '?', scores.of(document).toFixed(9)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function built(documents: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  const index = new InvertedIndex();
  const names = new Map(Array.from(documents, ([name, terms]) => [index.add(terms), name]));
  return answer(index, names);
}

describe('InvertedIndex', () => {
  it('answers the same after any additions and removals as one built afresh', () => {
    const step = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      terms: fc.option(fc.array(fc.constantFrom(...TERMS), { maxLength: 8 }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const index = new InvertedIndex();
        const held = new Map<string, { readonly document: number; readonly terms: readonly string[] }>();
        for (const { name, terms } of steps) {
          const before = held.get(name);
          if (before !== undefined) index.remove(before.document);
          held.delete(name);
          if (terms !== null) held.set(name, { document: index.add(terms), terms });
        }
        const names = new Map(Array.from(held, ([name, { document }]) => [document, name]));
        const documents = new Map(Array.from(held, ([name, { terms }]) => [name, terms]));
        expect(answer(index, names)).toEqual(built(documents));
      }),
    );
  });

  it('answers the same after its postings were merged again and again', () => {
    const index = new InvertedIndex();
    const documents = new Map<string, readonly string[]>();
    const names = new Map<number, string>();
    for (let round = 0; round < 60_000; round++) {
      const terms = TERMS.filter((_, place) => (round >> place) % 2 === 0);
      const document = index.add(terms);
      if (round % 3 === 0) index.remove(document);
      else {
        names.set(document, `${round}`);
        documents.set(`${round}`, terms);
      }
    }
    expect(answer(index, names)).toEqual(built(documents));
  });

  it('answers from kept postings, without some of their documents, as one built of the rest', () => {
    const texts = fc.array(fc.array(fc.constantFrom(...TERMS), { maxLength: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(texts, texts, fc.func(fc.boolean()), fc.func(fc.boolean()), (before, after, isHeld, isKept) => {
        const first = new InvertedIndex();
        const numbers = before.map((terms) => first.add(terms));
        for (const place of before.keys()) if (!isHeld(place)) first.remove(numbers[place] ?? 0);
        const held = before.filter((_, place) => isHeld(place));
        const index = InvertedIndex.from(first.postings());
        for (const place of held.keys()) if (!isKept(place)) index.remove(place);
        for (const terms of after) index.add(terms);
        const all = [...held, ...after].map((terms, place): [string, readonly string[]] => [`${place}`, terms]);
        const names = new Map(all.map(([name], place) => [place, name]));
        const left = all.filter((_, place) => place >= held.length || isKept(place));
        expect(answer(index, names)).toEqual(built(new Map(left)));
      }),
    );
  });

  it('keeps no term of a document that was removed', () => {
    const index = new InvertedIndex();
    index.remove(index.add(['xyzzy', 'alpha']));
    index.add(['alpha']);
    expect(index.postings().terms).toEqual(['alpha']);
  });

  it('removes a document only once', () => {
    const index = new InvertedIndex();
    const document = index.add(['alpha']);
    index.add(['alpha']);
    index.remove(document);
    index.remove(document);
    expect([index.size, index.documentFrequency('alpha')]).toEqual([1, 1]);
  });
});
