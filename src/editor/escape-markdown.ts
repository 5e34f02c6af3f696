/** `text` so that Markdown shows it as it is: nothing in it becomes a link, an image, HTML or an icon. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/gu, '\\$&').replace(/\s+/gu, ' ');
}

/** As {@link escapeMarkdown}, but what stands between backticks is shown as code. */
export function proseMarkdown(text: string): string {
  const pieces = text.split(/`([^`]+)`/u);
  const isCode = (piece: string, index: number) => index % 2 === 1 && piece.trim() !== '';
  return pieces.map((piece, index) => (isCode(piece, index) ? inlineCode(piece) : escapeMarkdown(piece))).join('');
}

/** `text` as it may stand in a link: what is read unrendered keeps its dots and dashes. */
export function escapeLinkText(text: string): string {
  return text.replace(/[\\`*_[\]<&]/gu, '\\$&').replace(/\s+/gu, ' ');
}

/** `text` as inline code, whatever backticks it holds. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}
