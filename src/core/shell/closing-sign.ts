/** Deeper nesting than this is no honest command; the rest counts as one string. */
const DEEPEST = 50;

/** Where the quote that opens at `start` closes; the end of the text where it does not. */
export function closingQuote(text: string, start: number, escaping: '\\' | null, depth = 0): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === escaping) index += 1;
    else if (character === quote) return index;
    else if (quote === '"' && text.startsWith('$(', index)) index = closingParenthesis(text, index + 1, depth + 1);
  }
  return text.length;
}

/** Where the parenthesis that opens at `start` closes, minding quotes; the end of the text where it does not. */
export function closingParenthesis(text: string, start: number, depth = 0): number {
  if (depth > DEEPEST) return text.length;
  let open = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (character === "'" || character === '"') {
      const isPlain = character === "'" && text.charAt(index - 1) !== '$';
      index = closingQuote(text, index, isPlain ? null : '\\', depth + 1);
    } else if (character === '(') open += 1;
    else if (character === ')') open -= 1;
    if (open === 0) return index;
  }
  return text.length;
}
