import type { Clock } from './clock.ts';
import { endCrashed } from './dream/crashed-dreams.ts';
import type { Store } from './store.ts';

/** A dream that seems to run while nobody holds the dream lock has died with its process. */
export async function endCrashedDreams(store: Store, clock: Clock): Promise<void> {
  if (store.view.dreams().every(({ status }) => status !== 'running')) return;
  // Where nothing can be written, the list is shown as it is.
  const lock = await store.lockDream().catch(() => null);
  if (lock === null) return;
  try {
    await endCrashed(store, { kind: 'system' }, clock);
  } finally {
    await lock.release();
  }
}

/** The person's own retention rule: what has ended longer ago than that goes, and leaves a tombstone. */
export async function removeExpired(store: Store, clock: Clock, days: number | null): Promise<void> {
  if (days === null) return;
  const oldest = new Date(clock().getTime() - days * 86_400_000).toISOString();
  for (const { session } of store.view.sessions().filter((summary) => summary.ended < oldest)) {
    await store.removeSession({ kind: 'system' }, session, `It ended over ${days} days ago (retention rule).`);
  }
}
