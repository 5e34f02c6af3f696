import { splitSentences } from '../analyze/statements/split-sentences.ts';
import type { RuleFile } from '../rule-files.ts';
import { type RuleBlock, ruleBlocks } from './rule-block.ts';

/** A sentence of a rule file, and where it stands. */
export interface RuleLine {
  readonly file: string;
  readonly block: RuleBlock;
  readonly text: string;
}

/** Longer sentences tell more than one thing. */
const LONGEST = 240;

/** The sentences of a rule file that say something, outside of headings, tables and code blocks. */
export function ruleLines({ file, text }: RuleFile): readonly RuleLine[] {
  return ruleBlocks(text)
    .filter(({ kind }) => kind === 'prose')
    .flatMap((block) =>
      splitSentences(block.text)
        .map((sentence) => ({ file, block, text: sentence.trim() }))
        .filter((line) => line.text.length <= LONGEST),
    );
}
