import * as z from 'zod/mini';
import { parseJson } from '../../json.ts';
import type { Store } from '../../store.ts';

const pendingBatch = z.object({
  /** Id of the model. */
  model: z.string(),
  batch: z.string(),
  /** Under what each of its answers is kept, in their order. */
  keys: z.array(z.string()),
});
const pendingBatches = z.array(pendingBatch);

/** A batch that was handed in and whose answers nobody has fetched. */
export type PendingBatch = z.infer<typeof pendingBatch>;

const KEY = 'pending batches';

export function readPending(store: Store): readonly PendingBatch[] {
  const parsed = pendingBatches.safeParse(parseJson(store.checkpoint(KEY) ?? ''));
  return parsed.success ? parsed.data : [];
}

export function savePending(store: Store, pending: readonly PendingBatch[]): void {
  store.saveCheckpoint(KEY, JSON.stringify(pending));
}

/** Drops the checkpoints of a dream that ended well; a batch that another model is still to answer is kept in mind. */
export function dropAllButPending(store: Store): void {
  const pending = readPending(store);
  store.dropCheckpoints();
  if (pending.length > 0) savePending(store, pending);
}
