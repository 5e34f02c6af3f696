import type { Question, QuestionTerm } from '../question/question.ts';
import type { Scores } from '../scores.ts';

/** Which of the question's words a document holds. */
export interface MetWords {
  /** For a person, as they wrote them. */
  readonly why: string;
  /** Their share of what all the question's words count, 0 to 1. */
  readonly share: number;
}

export function metWords({ terms }: Pick<Question, 'terms'>, scores: Scores, document: number): MetWords {
  const met = terms.filter(({ place }) => scores.met(document, place));
  return {
    why: `words: ${[...new Set(met.map(({ word }) => word))].join(', ')}`,
    share: metShare(terms, scores, document),
  };
}

/** Share of what the terms count that the document's count, 0 to 1. */
export function metShare(terms: readonly QuestionTerm[], scores: Scores, document: number): number {
  const total = weightOf(terms);
  return total === 0 ? 0 : weightOf(terms.filter(({ place }) => scores.met(document, place))) / total;
}

/** What the terms count together. */
export function weightOf(terms: readonly QuestionTerm[]): number {
  return terms.reduce((sum, { weight }) => sum + weight, 0);
}
