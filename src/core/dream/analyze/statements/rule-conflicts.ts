import { type RuleLine, ruleLines } from '../../review/rule-line.ts';
import type { RuleFile } from '../../rule-files.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';
import { choicesOf } from './alternatives.ts';
import { conflictOf, readSpoken, type Spoken } from './conflict.ts';

/** Answers the line of a rule file that says the opposite of a text, or null. */
export type RuleConflicts = (text: string) => RuleLine | null;

export function ruleConflicts(rules: readonly RuleFile[]): RuleConflicts {
  const index = new TermIndex<{ readonly rule: RuleLine; readonly spoken: Spoken }>();
  for (const rule of rules.flatMap(ruleLines)) index.add({ rule, spoken: readSpoken(rule.text) }, topicsOf(rule.text));
  return (text) => {
    const spoken = readSpoken(text);
    const found = index.near(topicsOf(text), 1).find(({ value }) => conflictOf(value.spoken, spoken) !== null);
    return found?.value.rule ?? null;
  };
}

function topicsOf(text: string): ReadonlySet<string> {
  const terms = contentTerms(text);
  return new Set([...terms, ...terms.flatMap(choicesOf)]);
}
