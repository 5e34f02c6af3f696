import { parseWorkspaceFacts, WORKSPACE_FACT_FILES, type WorkspaceFacts } from '../core/dream/workspace-facts.ts';
import type { Memory } from '../core/memory/memory.ts';
import { findRuleFiles } from './find-rule-files.ts';
import { readFilesWithin } from './read-files-within.ts';
import { readImportedRules } from './read-imported-rules.ts';

/** Reads the files of a workspace that declare its commands, dependencies and rules, and those that memories cite. */
export async function readWorkspaceFacts(root: string | null, memories: readonly Memory[]): Promise<WorkspaceFacts> {
  if (root === null) return parseWorkspaceFacts(new Map());
  const names = [...WORKSPACE_FACT_FILES, ...(await findRuleFiles(root))];
  const found = await readFilesWithin(root, names);
  const declared = new Map([...found].flatMap(([name, text]) => (text === null ? [] : [[name, text] as const])));
  const cited = memories.flatMap(({ citations }) => citations.map(({ file }) => file));
  const facts = parseWorkspaceFacts(declared, { root, cited: await readFilesWithin(root, cited) });
  const imported = await readImportedRules(root, facts.rules);
  return { ...facts, rules: [...facts.rules, ...imported] };
}
