import type { RuleLine } from '../../review/rule-line.ts';
import type { RuleFile } from '../../rule-files.ts';
import { ruleConflicts } from './rule-conflicts.ts';
import { ruleLookup } from './rule-lines.ts';
import { splitSentences } from './split-sentences.ts';

/** What the rule files make of a text. */
export type RuleWord =
  | { readonly kind: 'silent' }
  /** They say all of it, so that a memory of it would only be noise. */
  | { readonly kind: 'said'; readonly file: string }
  /** A sentence of theirs says the opposite of one of its. */
  | { readonly kind: 'denied'; readonly by: RuleLine };

/**
 * Answers what the rule files say of a text that holds in a folder of the workspace, empty for all of it. A rule file
 * for one folder alone has no say elsewhere.
 */
export type RuleBook = (text: string, folder: string) => RuleWord;

const SILENT: RuleWord = { kind: 'silent' };

export function ruleBook(rules: readonly RuleFile[]): RuleBook {
  const books = new Map<string, (text: string) => RuleWord>();
  return (text, folder) => {
    const holding = rulesIn(rules, folder);
    const key = holding.map(({ file }) => file).join('\n');
    const book = books.get(key) ?? bookOf(holding);
    books.set(key, book);
    return book(text);
  };
}

/** The rule files that hold in a folder, those of the innermost folder first. */
export function rulesIn(rules: readonly RuleFile[], folder: string): readonly RuleFile[] {
  return rules
    .filter((rule) => rule.folder === undefined || `${folder}/`.startsWith(`${rule.folder}/`))
    .toSorted((a, b) => (b.folder ?? '').length - (a.folder ?? '').length);
}

function bookOf(rules: readonly RuleFile[]): (text: string) => RuleWord {
  const deniedBy = ruleConflicts(rules);
  const saidIn = ruleLookup(rules);
  return (text) => {
    const sentences = splitSentences(text.trim());
    const by = sentences.map(deniedBy).find((line) => line !== null);
    if (by !== undefined) return { kind: 'denied', by };
    const files = sentences.map(saidIn);
    const [file] = files;
    return file != null && files.every((one) => one !== null) ? { kind: 'said', file } : SILENT;
  };
}
