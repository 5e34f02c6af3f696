import type { Scores } from '../scores.ts';
import type { InvertedIndex } from './inverted-index.ts';
import type { WeightedTerm } from './known-terms.ts';

/** How fast repeats stop to count (`k1`), how much long documents are held back (`b`), how much rare terms stand out. */
export interface Bm25Options {
  readonly k1: number;
  readonly b: number;
  /** Power of the inverse document frequency; 1 is plain BM25. */
  readonly rarity: number;
  /** What a term counts at least where it is held, however long the document (BM25+; Lv and Zhai, 2011); 0 is plain BM25. */
  readonly floor: number;
}

/** The inverse document frequency of a term that `holders` of `size` documents hold (Robertson and Spärck Jones). */
export function inverseFrequency(holders: number, size: number): number {
  return Math.log(1 + (size - holders + 0.5) / (holders + 0.5));
}

/** Answers what a number of occurrences in a document of a number of terms counts, before the term's weight. */
export function saturation(
  averageLength: number,
  { k1, b, floor }: Bm25Options,
): (frequency: number, length: number) => number {
  const fixed = k1 * (1 - b);
  const byLength = (k1 * b) / averageLength;
  return (frequency, length) => floor + (frequency * (k1 + 1)) / (frequency + fixed + byLength * length);
}

/** Okapi BM25 (Robertson and Zaragoza, 2009) of every document that holds one of the terms. */
export function scoreDocuments(
  index: InvertedIndex,
  terms: readonly WeightedTerm[],
  options: Bm25Options,
  scores: Scores,
): void {
  scores.reset(index.capacity);
  visitTerms(index, terms, options, (document, score, place) => scores.add(document, score, place));
}

/** Adds what further terms count to the documents that have a score; they bring in no others. */
export function addToScored(
  index: InvertedIndex,
  terms: readonly WeightedTerm[],
  options: Bm25Options,
  scores: Scores,
): void {
  visitTerms(index, terms, options, (document, score, place) => {
    if (scores.of(document) > 0) scores.add(document, score, place);
  });
}

function visitTerms(
  index: InvertedIndex,
  terms: readonly WeightedTerm[],
  options: Bm25Options,
  take: (document: number, score: number, place: number) => void,
): void {
  const saturate = saturation(index.averageLength, options);
  for (const { term, weight, place } of terms) {
    const factor = weight * inverseFrequency(index.documentFrequency(term), index.size) ** options.rarity;
    index.visit(term, (document, frequency) => {
      take(document, factor * saturate(frequency, index.length(document)), place);
    });
  }
}
