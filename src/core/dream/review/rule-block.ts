/** A piece of Markdown that is read as one: a paragraph or list item with its wrapped lines, or a single line of any other kind. */
export interface RuleBlock {
  readonly kind: 'prose' | 'code' | 'other';
  /** Where it begins, from 0, and how many lines it takes. */
  readonly line: number;
  readonly lines: number;
  /** On one line, without the marks of a list and of bold type. */
  readonly text: string;
}

const FENCE = /^\s*(?:```|~~~)/u;
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/u;
/** Headings, tables, quotes of HTML and rules: lines that stand for themselves and tell no rule. */
const OTHER = /^\s*(?:#|\||<|-{3,}\s*$|={3,}\s*$)/u;

/** A rule file's text taken apart; the front matter at its head tells where it holds and is none of it. */
export function ruleBlocks(text: string): readonly RuleBlock[] {
  const lines = text.split(/\r?\n/u);
  const blocks: RuleBlock[] = [];
  let isCode = false;
  let isOpen = false;
  for (let line = frontMatterLines(lines); line < lines.length; line += 1) {
    const written = lines[line] ?? '';
    const isFence = FENCE.test(written);
    if (isFence) isCode = !isCode;
    const last = blocks.at(-1);
    if (isFence || written.trim() === '') isOpen = false;
    else if (isCode) blocks.push({ kind: 'code', line, lines: 1, text: written.trim() });
    else if (OTHER.test(written)) {
      blocks.push({ kind: 'other', line, lines: 1, text: written.trim() });
      isOpen = false;
    } else if (isOpen && last !== undefined && !ITEM.test(written)) {
      blocks[blocks.length - 1] = { ...last, lines: last.lines + 1, text: `${last.text} ${plain(written)}` };
    } else {
      blocks.push({ kind: 'prose', line, lines: 1, text: plain(written) });
      isOpen = true;
    }
  }
  return blocks;
}

/** How many lines the front matter takes, its marks included; 0 where there is none. */
export function frontMatterLines(lines: readonly string[]): number {
  if (lines[0]?.trim() !== '---') return 0;
  const end = lines.findIndex((line, place) => place > 0 && line.trim() === '---');
  return end === -1 ? 0 : end + 1;
}

function plain(line: string): string {
  return line.replace(ITEM, '').replace(/\*\*/gu, '').trim();
}
