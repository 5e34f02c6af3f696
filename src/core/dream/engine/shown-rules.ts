import { estimateTokens } from '../../memory/prompt.ts';
import { redact } from '../../secrets/redact.ts';
import { contentTerms } from '../analyze/terms/terms.ts';
import type { Finding } from '../finding.ts';
import { ruleBlocks } from '../review/rule-block.ts';
import type { RuleFile } from '../rule-files.ts';

const RULE_TOKENS = 6_000;
const LONGEST_LINE = 400;

/**
 * What the rule files say, one JSON line a file, so that a model need not repeat it: all of it in a small repository, else
 * the lines that share most with the findings, as many as fit.
 */
export function shownRules(rules: readonly RuleFile[], findings: readonly Finding[]): readonly string[] {
  const asked = new Set(findings.flatMap(({ summary }) => contentTerms(summary)));
  const lines = rules.flatMap(({ file, text }) =>
    ruleBlocks(redact(text).text)
      .filter(({ kind }) => kind !== 'other')
      .map((block) => ({ file, text: block.text.slice(0, LONGEST_LINE) })),
  );
  let left = RULE_TOKENS;
  const fitting = new Set(
    lines
      .map((line) => ({ line, shared: contentTerms(line.text).filter((term) => asked.has(term)).length }))
      .toSorted((a, b) => b.shared - a.shared)
      .filter(({ line }) => {
        left -= estimateTokens(line.text);
        return left >= 0;
      })
      .map(({ line }) => line),
  );
  return rules.flatMap(({ file, folder }) => {
    const says = lines.filter((line) => line.file === file && fitting.has(line)).map(({ text }) => text);
    return says.length === 0 ? [] : [JSON.stringify({ file, ...(folder !== undefined && { folder }), says })];
  });
}
