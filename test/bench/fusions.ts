import type { Fuse } from '../../src/core/search/fuse.ts';

/** Usual constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). */
const K = 60;

/** Scores added as they come, each on its own scale. */
export const plainSum: Fuse = (candidates, sources) =>
  new Map(
    candidates.map((document) => [
      document,
      sources.reduce((sum, { weight, scoreOf }) => sum + weight * scoreOf(document), 0),
    ]),
  );

/** Weighted reciprocal ranks; what a view gives no score has no rank in it. */
export const reciprocalRanks: Fuse = (candidates, sources) => {
  const fused = new Map<number, number>();
  for (const { weight, scoreOf } of sources) {
    const ranked = candidates.filter((document) => scoreOf(document) > 0).toSorted((a, b) => scoreOf(b) - scoreOf(a));
    for (const [rank, document] of ranked.entries()) {
      fused.set(document, (fused.get(document) ?? 0) + weight / (K + rank + 1));
    }
  }
  return fused;
};
