import type { DreamRecord } from '../../core/dream/dream-record.ts';

/** US dollars that dreams of this day (UTC) cost. */
export function costToday(dreams: readonly DreamRecord[], now: Date): number {
  const today = now.toISOString().slice(0, 10);
  return dreams.filter((dream) => dream.started.startsWith(today)).reduce((sum, dream) => sum + dream.cost, 0);
}
