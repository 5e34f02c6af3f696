import { type RuleBlock, ruleBlocks } from '../../review/rule-block.ts';
import type { RuleFile } from '../../rule-files.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';
import { isReversed, type Order, orderOf } from './order.ts';
import { splitSentences } from './split-sentences.ts';

/** How much of a statement's meaning a single line of a rule file must hold to have said it. */
const COVERED = 0.75;
/** A longer paragraph holds many words by chance; its sentences are looked at one by one. */
const LONGEST = 240;

/** Answers the rule file that says a text already, or null: such a memory would only be noise. */
export type RuleLookup = (text: string) => string | null;

export function ruleLookup(rules: readonly RuleFile[]): RuleLookup {
  const index = new TermIndex<{ readonly file: string; readonly order: Order | null }>();
  for (const { file, text } of rules) {
    for (const said of ruleBlocks(text).flatMap(piecesOf)) {
      index.add({ file, order: orderOf(said) }, new Set(contentTerms(said)));
    }
  }
  return (text) => {
    const terms = new Set(contentTerms(text));
    if (terms.size === 0) return null;
    const needed = terms.size === 1 ? 1 : terms.size * COVERED;
    const order = orderOf(text);
    // A single word is said by a line that says little else.
    const found = index
      .near(terms, needed)
      .find(({ size, value }) => (terms.size > 1 || size <= 3) && !isReversed(value.order, order));
    return found?.value.file ?? null;
  };
}

function piecesOf({ kind, text }: RuleBlock): readonly string[] {
  const sentences = kind === 'prose' ? splitSentences(text) : [];
  if (sentences.length < 2) return [text];
  return text.length > LONGEST ? sentences : [text, ...sentences];
}
