import { parseWorkspaceFacts, WORKSPACE_FACT_FILES, type WorkspaceFacts } from '../core/dream/workspace-facts.ts';
import type { Memory } from '../core/memory/memory.ts';
import { readFilesWithin } from './read-files-within.ts';

/** Reads the few files at the workspace's root that declare its commands and rules, and those that memories cite. */
export async function readWorkspaceFacts(root: string | null, memories: readonly Memory[]): Promise<WorkspaceFacts> {
  if (root === null) return parseWorkspaceFacts(new Map());
  const declared = new Map<string, string>();
  for (const [name, text] of await readFilesWithin(root, WORKSPACE_FACT_FILES)) {
    if (text !== null) declared.set(name, text);
  }
  const cited = memories.flatMap(({ citations }) => citations.map(({ file }) => file));
  return parseWorkspaceFacts(declared, await readFilesWithin(root, cited));
}
