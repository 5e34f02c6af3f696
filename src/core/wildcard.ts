/** Source of a regular expression for a pattern of letters that stand for themselves and `*`, which `filling` stands for. */
export function wildcardSource(pattern: string, filling = '.*'): string {
  const pieces = pattern.split(/\*+/u).map((piece) => piece.replace(/[\\^$.+?()[\]{}|/]/gu, '\\$&'));
  return pieces.join(filling);
}
