/** The paths that what is typed may mean, best first: its letters in order, a file's own name before its folders. */
export function rankPaths(query: string, paths: readonly string[], limit: number): readonly string[] {
  const wanted = query.toLowerCase();
  const scored: { readonly path: string; readonly score: number }[] = [];
  for (const path of paths) {
    const score = scorePath(wanted, path.toLowerCase());
    if (score > 0) scored.push({ path, score });
  }
  return scored
    .toSorted((one, other) => other.score - one.score || one.path.length - other.path.length || compare(one, other))
    .slice(0, limit)
    .map(({ path }) => path);
}

function scorePath(wanted: string, path: string): number {
  if (wanted === '') return 1;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith(wanted)) return 5;
  if (name.includes(wanted)) return 4;
  if (path.includes(wanted)) return 3;
  if (hasInOrder(name, wanted)) return 2;
  return hasInOrder(path, wanted) ? 1 : 0;
}

function hasInOrder(text: string, letters: string): boolean {
  let position = 0;
  for (const letter of letters) {
    position = text.indexOf(letter, position) + 1;
    if (position === 0) return false;
  }
  return true;
}

function compare(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : 1;
}
