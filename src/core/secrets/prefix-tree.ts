const FIRST_PIECE = /^(?:\\.|\[[^\]]*\]|[^\\[(])(?:\{[\d,]+\})?/u;

/**
 * A pattern that matches whatever one of `sources` matches, folded by common beginnings: V8 tries alternatives one by
 * one, so a plain list of two hundred is five times slower.
 */
export function prefixTree(sources: readonly string[]): string {
  const branches = new Map<string, string[]>();
  for (const source of sources) {
    if (source === '') return '';
    const piece = FIRST_PIECE.exec(source)?.[0] ?? source;
    branches.set(piece, [...(branches.get(piece) ?? []), source.slice(piece.length)]);
  }
  const alternatives = [...branches].map(
    ([piece, rests]) => piece + (rests.length === 1 ? rests[0] : prefixTree(rests)),
  );
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(?:${alternatives.join('|')})`;
}
