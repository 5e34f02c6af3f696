import { rulesIn } from '../analyze/statements/rule-book.ts';
import { ruleConflicts } from '../analyze/statements/rule-conflicts.ts';
import { ruleLookup } from '../analyze/statements/rule-lines.ts';
import { instruction } from '../propose/same-meaning.ts';
import type { RuleFile } from '../rule-files.ts';

/** An edit of a workspace's own rule file, for a person to look at; lines from 0. */
export interface RuleEdit {
  readonly file: string;
  readonly line: number;
  /** How many lines the text takes the place of: none where it is added. */
  readonly replaces: number;
  readonly text: string;
}

/**
 * What a rule file would say if a memory's instruction stood in it: in the place of the sentence that says the opposite,
 * else below what stands there. Null where there is no rule file, or where one says it already.
 */
export function ruleEditFor(memoryText: string, all: readonly RuleFile[]): RuleEdit | null {
  const text = instruction(memoryText).trim();
  const rules = rulesIn(all, '');
  if (text === '') return null;
  const against = ruleConflicts(rules)(text);
  if (against !== null) {
    const { line, lines, text: block } = against.block;
    const written = rules.find(({ file }) => file === against.file)?.text.split('\n') ?? [];
    const marks = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?/u.exec(written[line] ?? '')?.[0] ?? '';
    return { file: against.file, line, replaces: lines, text: `${marks}${block.replace(against.text, () => text)}` };
  }
  const [first] = rules;
  if (first === undefined || ruleLookup(rules)(text) !== null) return null;
  const lines = first.text.trimEnd().split('\n');
  const isList = /^\s*[-*+]\s/u.test(lines.at(-1) ?? '');
  return { file: first.file, line: lines.length, replaces: 0, text: isList ? `- ${text}\n` : `\n- ${text}\n` };
}
