import type { RuleFile } from '../../workspace-facts.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';

/** How much of a statement's meaning a single line of a rule file must hold to have said it. */
const COVERED = 0.75;

/** Answers the rule file that says a text already, or null: such a memory would only be noise. */
export type RuleLookup = (text: string) => string | null;

export function ruleLookup(rules: readonly RuleFile[]): RuleLookup {
  const index = new TermIndex<string>();
  for (const { file, text } of rules) {
    for (const line of text.split('\n')) {
      if (line.trim() !== '') index.add(file, new Set(contentTerms(line)));
    }
  }
  return (text) => {
    const terms = new Set(contentTerms(text));
    if (terms.size === 0) return null;
    const needed = terms.size === 1 ? 1 : terms.size * COVERED;
    // A single word is said by a line that says little else.
    return index.near(terms, needed).find(({ size }) => terms.size > 1 || size <= 3)?.value ?? null;
  };
}
