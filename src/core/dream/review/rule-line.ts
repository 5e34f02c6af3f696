import type { RuleFile } from '../workspace-facts.ts';

/** A line of a rule file, and which one it is. */
export interface RuleLine {
  readonly file: string;
  /** From 0. */
  readonly line: number;
  /** Without the marks of a list. */
  readonly text: string;
}

/** Longer lines tell more than one thing, and a heading none. */
const LONGEST = 240;

/** The lines of a rule file that say something, outside of code blocks. */
export function ruleLines({ file, text }: RuleFile): readonly RuleLine[] {
  let isCode = false;
  return text.split('\n').flatMap((line, place) => {
    if (/^\s*(?:```|~~~)/u.test(line)) isCode = !isCode;
    const plain = line
      .replace(/^\s*(?:[-*+]|\d+[.)])\s+/u, '')
      .replace(/\*\*/gu, '')
      .trim();
    const isRule = !isCode && plain !== '' && plain.length <= LONGEST && !/^(?:#|\||<|```|~~~)/u.test(plain);
    return isRule ? [{ file, line: place, text: plain }] : [];
  });
}
