import { type RuleBook, ruleBook } from '../analyze/statements/rule-book.ts';
import type { RuleLine } from '../review/rule-line.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';
import { saidByCode } from './said-by-code.ts';
import { instruction } from './same-meaning.ts';

/** What the workspace itself makes of what a memory would tell. */
export type WorkspaceWord =
  | { readonly kind: 'silent' }
  | { readonly kind: 'said'; readonly by: 'rules' | 'code'; readonly file: string }
  | { readonly kind: 'denied'; readonly by: RuleLine };

/** Answers it for a memory's text that holds in a folder, empty for everywhere. */
export type WorkspaceWords = (memoryText: string, folder: string) => WorkspaceWord;

export function workspaceWords({ rules, dependencies }: WorkspaceFacts): WorkspaceWords {
  const book: RuleBook = ruleBook(rules);
  return (memoryText, folder) => {
    const text = instruction(memoryText);
    const word = book(text, folder);
    if (word.kind === 'said') return { ...word, by: 'rules' };
    if (word.kind === 'denied') return word;
    const file = saidByCode(text, dependencies);
    return file === null ? word : { kind: 'said', by: 'code', file };
  };
}
