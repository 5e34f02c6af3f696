import { type FolderSummary, foldersAbove, standOutFirst, summaryHolds } from '../../memory/folder-summary.ts';
import { isCurrent, type Memory } from '../../memory/memory.ts';
import type { ModelSight } from '../scopes/model-sight.ts';

/** A folder that is to be summed up, with what of it a model may be shown: what stands out first. */
export interface DueFolder {
  readonly path: string;
  readonly memories: readonly Memory[];
}

/** The sentences picked from fewer memories say as much. */
export const FEWEST_MEMORIES = 6;
/** Folders of a dream, so that it stays one request; the rest keep the sentences picked until the next dream. */
const MOST_FOLDERS = 4;
const MOST_MEMORIES = 40;

/** The folders without a model's summary that still holds, those that changed last first. */
export function dueFolders(
  memories: readonly Memory[],
  at: string,
  { seesMemory }: Pick<ModelSight, 'seesMemory'>,
  standing: (folder: string) => FolderSummary | undefined,
): readonly DueFolder[] {
  const shown = new Map<string, Memory[]>();
  for (const memory of memories) {
    if (!isShown(memory, at) || !seesMemory(memory)) continue;
    for (const folder of foldersAbove(memory.path)) {
      const below = shown.get(folder);
      if (below === undefined) shown.set(folder, [memory]);
      else below.push(memory);
    }
  }
  const isStanding = (folder: string): boolean => {
    const summary = standing(folder);
    return summary?.writtenBy === 'model' && summaryHolds(summary, at);
  };
  return Array.from(shown, ([path, below]) => ({ path, below, changed: latestChange(below) }))
    .filter(({ path, below }) => below.length >= FEWEST_MEMORIES && !isStanding(path))
    .toSorted((a, b) => (a.changed === b.changed ? (a.path < b.path ? -1 : 1) : a.changed > b.changed ? -1 : 1))
    .slice(0, MOST_FOLDERS)
    .map(({ path, below }) => ({ path, memories: below.toSorted(standOutFirst).slice(0, MOST_MEMORIES) }));
}

/** Words of tools and of outside become nobody's summary unseen; what one agent keeps for itself is not told to others. */
function isShown(memory: Memory, at: string): boolean {
  const { origin, scope, supersededBy } = memory;
  return (
    supersededBy === null && isCurrent(memory, at) && scope !== 'agent' && (origin === 'user' || origin === 'assistant')
  );
}

function latestChange(memories: readonly Memory[]): string {
  let latest = '';
  for (const { updatedAt } of memories) if (updatedAt > latest) latest = updatedAt;
  return latest;
}
