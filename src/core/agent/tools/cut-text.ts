/** Head and tail of a text that is too long, cut at line ends where they are near, with how to see the rest. */
export function cutText(text: string, limit: number, hint: string): string {
  if (text.length <= limit) return text;
  const head = headOf(text, Math.floor(limit * 0.4));
  const tail = tailOf(text, Math.floor(limit * 0.6));
  return `${head}\n[… ${text.length - head.length - tail.length} characters left out. ${hint} …]\n${tail}`;
}

function headOf(text: string, length: number): string {
  const cut = text.slice(0, length);
  const line = cut.lastIndexOf('\n');
  return withoutHalf(line > length / 2 ? cut.slice(0, line) : cut);
}

function tailOf(text: string, length: number): string {
  const cut = text.slice(-length);
  const line = cut.indexOf('\n');
  return withoutHalf(line >= 0 && line < length / 2 ? cut.slice(line + 1) : cut);
}

/** Without half a character at either end. */
function withoutHalf(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}
