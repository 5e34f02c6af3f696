import type { DreamRecord } from '../../core/dream/dream-record.ts';
import type { ReviewItem } from '../../core/dream/proposal.ts';

/**
 * The dream that Undo Dream means: the last that stands and left something, so that a later one that changed nothing
 * is not in the way; without any, the last that stands.
 */
export function dreamToUndo(dreams: readonly DreamRecord[], items: readonly ReviewItem[]): DreamRecord | undefined {
  const standing = dreams.filter((dream) => dream.status === 'completed' && !dream.undone);
  const left = new Set(
    items.flatMap(({ state, proposal }) => (state === 'committed' || state === 'waiting' ? [proposal.dream] : [])),
  );
  return standing.find((dream) => left.has(dream.id)) ?? standing[0];
}
