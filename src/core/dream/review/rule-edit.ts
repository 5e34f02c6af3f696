import { ruleConflicts } from '../analyze/statements/rule-conflicts.ts';
import { ruleLookup } from '../analyze/statements/rule-lines.ts';
import { instruction } from '../propose/same-meaning.ts';
import type { RuleFile } from '../workspace-facts.ts';

/** An edit of a workspace's own rule file, for a person to look at; lines from 0. */
export interface RuleEdit {
  readonly file: string;
  readonly line: number;
  /** How many lines the text takes the place of: one, or none where it is added. */
  readonly replaces: 0 | 1;
  readonly text: string;
}

/**
 * What a rule file would say if a memory's instruction stood in it: in the place of the line that says the opposite,
 * else below what stands there. Null where there is no rule file, or where one says it already.
 */
export function ruleEditFor(memoryText: string, rules: readonly RuleFile[]): RuleEdit | null {
  const text = instruction(memoryText).trim();
  if (text === '') return null;
  const against = ruleConflicts(rules)(text);
  if (against !== null) {
    const lines = rules.find(({ file }) => file === against.file)?.text.split('\n') ?? [];
    const marks = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?/u.exec(lines[against.line] ?? '')?.[0] ?? '';
    return { file: against.file, line: against.line, replaces: 1, text: `${marks}${text}` };
  }
  const [first] = rules;
  if (first === undefined || ruleLookup(rules)(text) !== null) return null;
  const lines = first.text.trimEnd().split('\n');
  const isList = /^\s*[-*+]\s/u.test(lines.at(-1) ?? '');
  return { file: first.file, line: lines.length, replaces: 0, text: isList ? `- ${text}\n` : `\n- ${text}\n` };
}
