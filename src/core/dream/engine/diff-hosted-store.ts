import type { Memory } from '../../memory/memory.ts';
import type { HostedMemory } from './hosted-dreams.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';

const REASON =
  'The hosted dream left the store like this; what is quoted was found here by its words, it named no source';
const COMMON = { reason: REASON, evidence: [], findings: [] };

/** What a hosted dream did to the copy of our memories, as edits; nothing is missing from a copy that is not whole. */
export function diffHostedStore(
  ours: readonly Memory[],
  theirs: readonly HostedMemory[],
  isWhole: boolean,
): readonly ModelEdit[] {
  const left = new Map(theirs.map((memory) => [memory.path, memory.content]));
  const known = new Set(ours.map(({ path }) => path));
  const added = theirs.filter(({ path }) => !known.has(path));
  const moved = new Set<string>();
  const edits = ours.flatMap((memory): readonly ModelEdit[] => {
    const { path } = memory;
    const content = left.get(path);
    if (content !== undefined) {
      return content.trim() === memory.text.trim()
        ? []
        : [{ operation: 'update', memory: path, text: content, ...COMMON }];
    }
    if (!isWhole) return [];
    const to = added.find((one) => one.content.trim() === memory.text.trim() && !moved.has(one.path));
    if (to === undefined) return [{ operation: 'prune', memory: path, ...COMMON }];
    moved.add(to.path);
    return [{ operation: 'move', memory: path, path: to.path, ...COMMON }];
  });
  const created = added
    .filter(({ path }) => !moved.has(path))
    .map(({ path, content }): ModelEdit => ({ operation: 'create', path, kind: 'fact', text: content, ...COMMON }));
  return [...edits, ...created];
}
