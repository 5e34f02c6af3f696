import type { DreamRecord } from '../../core/dream/dream-record.ts';

/** What the dreams tree shows, free of the editor. */
export type DreamNode =
  | { readonly kind: 'dream'; readonly dream: DreamRecord }
  | { readonly kind: 'dream-detail'; readonly dream: DreamRecord; readonly detail: DreamDetail };

export type DreamDetail = 'report' | 'committed' | 'waiting' | 'refused' | 'read' | 'thresholds';

/** The lines under a dream: its report first, then what there is to count. */
export function dreamDetails(dream: DreamRecord): readonly DreamDetail[] {
  if (dream.undone) return ['report', 'read'];
  const counted = (['committed', 'waiting', 'refused'] as const).filter((detail) => dream[detail] > 0);
  return ['report', 'read', ...counted, ...(dream.thresholds === undefined ? [] : (['thresholds'] as const))];
}
