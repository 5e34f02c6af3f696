import type { RuleFile } from '../workspace-facts.ts';
import { contentTerms } from './terms.ts';

/** How much of a statement's meaning a single line of a rule file must hold to have said it. */
const COVERED = 0.75;

/** Whether the repository's own rule files already say `text`; such a memory would only be noise. */
export function saysAlready(rules: readonly RuleFile[], text: string): boolean {
  const terms = new Set(contentTerms(text));
  if (terms.size < 2) return false;
  return rules.some((rule) => rule.text.split('\n').some((line) => covers(line, terms)));
}

function covers(line: string, terms: ReadonlySet<string>): boolean {
  if (line.trim() === '') return false;
  const said = new Set(contentTerms(line));
  let common = 0;
  for (const term of terms) if (said.has(term)) common += 1;
  return common / terms.size >= COVERED;
}
