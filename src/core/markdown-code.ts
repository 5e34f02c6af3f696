/** `text` as inline code, whatever backticks it holds. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** A text of unknown origin as Markdown: what stands between backticks as code, the rest as `escapeText` makes it. */
export function withCode(text: string, escapeText: (piece: string) => string): string {
  const pieces = text.split(/`([^`]+)`/u);
  const isCode = (piece: string, index: number) => index % 2 === 1 && piece.trim() !== '';
  return pieces.map((piece, index) => (isCode(piece, index) ? inlineCode(piece) : escapeText(piece))).join('');
}
