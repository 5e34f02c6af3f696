import { Scores } from '../scores.ts';
import { type Bm25Options, scoreDocuments } from './bm25.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { knownTerms, type WeightedTerm } from './known-terms.ts';

/** For each document the best of its scores on the parts of a question, where the best document of a part has 1. */
export function scoreParts(
  index: InvertedIndex,
  parts: readonly { readonly terms: readonly WeightedTerm[] }[],
  options: Bm25Options,
): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  const scores = new Scores();
  for (const { terms } of parts) {
    scoreDocuments(index, knownTerms(index, terms), options, scores);
    let highest = 0;
    for (const document of scores.touched) highest = Math.max(highest, scores.of(document));
    for (const document of scores.touched) {
      best.set(document, Math.max(best.get(document) ?? 0, scores.of(document) / highest));
    }
  }
  return best;
}
