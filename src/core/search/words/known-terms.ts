import type { InvertedIndex } from './inverted-index.ts';

/** A term to look for, how much it counts, and the place of its word in the question. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
  readonly place: number;
}

const SHORTEST_START = 3;
const MOST_COMPLETIONS = 5;
const COMPLETION_WEIGHT = 0.5;

/** The terms with those that no document holds replaced by what they may be the beginning of: a word still being typed. */
export function knownTerms(index: InvertedIndex, terms: readonly WeightedTerm[]): readonly WeightedTerm[] {
  return terms.flatMap((wanted) => {
    if (index.documentFrequency(wanted.term) > 0 || wanted.term.length < SHORTEST_START) return [wanted];
    const weight = wanted.weight * COMPLETION_WEIGHT;
    return index.completions(wanted.term, MOST_COMPLETIONS).map((term) => ({ ...wanted, term, weight }));
  });
}
