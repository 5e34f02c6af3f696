/** Splits at sentence ends, but not inside `code`, in file names, versions or abbreviations. */
export function splitSentences(line: string): readonly string[] {
  const held = line.replace(/`[^`]*`|\b(?:e\.g|i\.e|etc|vs|approx|resp)\./giu, (code) =>
    code.replace(/[.!?;]/gu, '\u0000'),
  );
  const pieces: string[] = [];
  let start = 0;
  for (const match of held.matchAll(/[.!?]+["')\]]*(?=\s+|$)/gu)) {
    const end = match.index + match[0].length;
    pieces.push(line.slice(start, end));
    start = end;
  }
  pieces.push(line.slice(start));
  return pieces.filter((piece) => piece.trim() !== '');
}
