/** One view on which documents answer a question: the words, the whole session, the neighbours. */
export interface ScoreSource {
  /** How much it counts beside the others, whose weights are on the same scale. */
  readonly weight: number;
  readonly scoreOf: (document: number) => number;
}

export type Fuse = (candidates: readonly number[], sources: readonly ScoreSource[]) => ReadonlyMap<number, number>;

/**
 * Weighted sum of each source's score divided by its highest among the candidates. (Summing ranks instead of
 * scores lost recall whenever one source was weaker than the others.)
 */
export function fuse(candidates: readonly number[], sources: readonly ScoreSource[]): ReadonlyMap<number, number> {
  const fused = new Map<number, number>();
  for (const { weight, scoreOf } of sources) {
    if (weight === 0) continue;
    let highest = 0;
    for (const document of candidates) highest = Math.max(highest, scoreOf(document));
    if (highest === 0) continue;
    for (const document of candidates) {
      fused.set(document, (fused.get(document) ?? 0) + (weight * scoreOf(document)) / highest);
    }
  }
  return fused;
}
