import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWorkspaceFacts, WORKSPACE_FACT_FILES, type WorkspaceFacts } from '../core/dream/workspace-facts.ts';
import type { Memory } from '../core/memory/memory.ts';
import { readCitedFiles } from './read-cited-files.ts';

/** Reads the few files at the workspace's root that declare its commands and rules, and those that memories cite. */
export async function readWorkspaceFacts(root: string | null, memories: readonly Memory[]): Promise<WorkspaceFacts> {
  const files = new Map<string, string>();
  if (root !== null) {
    for (const name of WORKSPACE_FACT_FILES) {
      const path = join(root, name);
      const text = await access(path).then(
        () => readFile(path, 'utf8'),
        () => null,
      );
      if (text !== null) files.set(name, text);
    }
  }
  const cited = memories.flatMap(({ citations }) => citations.map(({ file }) => file));
  return parseWorkspaceFacts(files, root === null ? new Map() : await readCitedFiles(root, cited));
}
