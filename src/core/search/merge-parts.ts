/** What answers one part of a question, best first. */
export interface PartAnswers<T> {
  /** Share of what the question's words count that the part's words do, 0 to 1. */
  readonly share: number;
  readonly ranked: readonly T[];
}

interface Ranked {
  readonly document: number;
  readonly score: number;
}

/** The best answer of a part counts a little less than the best of the whole question: what is of a piece keeps its first place. */
const PART_WEIGHT = 0.95;
/** How much less a part counts that is a small piece of the question. */
const SHARE_POWER = 0.25;
/** How far the best answers of all parts are brought to one height: scores of words and of meaning alone are far apart. */
const LEVELLING = 0.75;

/**
 * Joins what answers the whole question with what answers its parts: each document has the better of its scores, so that
 * the answer to the second half is not crowded out by many that answer the first. Measured in `bench:recall`.
 */
export function mergeParts<T extends Ranked>(whole: readonly T[], parts: readonly PartAnswers<T>[]): readonly T[] {
  const best = new Map(whole.map((one) => [one.document, one]));
  const height = highest(whole);
  for (const { share, ranked } of parts) {
    const weight = PART_WEIGHT * share ** SHARE_POWER * (height / highest(ranked)) ** LEVELLING;
    for (const one of ranked) {
      const known = best.get(one.document);
      const score = one.score * weight;
      if (known === undefined || known.score < score) best.set(one.document, { ...(known ?? one), score });
    }
  }
  return [...best.values()];
}

function highest(ranked: readonly Ranked[]): number {
  return ranked.reduce((most, { score }) => Math.max(most, score), 0) || 1;
}
