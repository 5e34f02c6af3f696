import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { Store, StoreView } from '../store.ts';
import type { DreamRecord, DreamUsage } from './dream-record.ts';

/** Ends the dreams that began and never ended; only for whoever holds the dream lock, so that none of them still runs. */
export async function endCrashed(store: Store, actor: Actor, clock: Clock): Promise<void> {
  const crashed = running(store.view);
  if (crashed.length === 0) return;
  const spent = await spentByCalls(store, new Set(crashed.map(({ id }) => id)));
  await store.write(actor, (view) => ({
    records: running(view).map((dream) => failed(dream, spent.get(dream.id) ?? NOTHING, clock())),
    result: null,
  }));
}

function running(view: StoreView): readonly DreamRecord[] {
  return view.dreams().filter(({ status }) => status === 'running');
}

interface CallsSpent {
  readonly usage: DreamUsage;
  /** US dollars, as far as prices were known. */
  readonly cost: number;
}

const NOTHING: CallsSpent = { usage: { inputTokens: 0, outputTokens: 0 }, cost: 0 };

/** What dreams had been answered, as their calls stand in the journal (dream id → sum). */
async function spentByCalls(store: Store, dreams: ReadonlySet<string>): Promise<ReadonlyMap<string, CallsSpent>> {
  const spent = new Map<string, CallsSpent>();
  for await (const { actor, record } of store.journal()) {
    if (record?.kind !== 'model-called' || actor.kind !== 'dream' || !dreams.has(actor.dream)) continue;
    const { usage, cost } = spent.get(actor.dream) ?? NOTHING;
    spent.set(actor.dream, {
      usage: {
        inputTokens: usage.inputTokens + record.call.inputTokens,
        outputTokens: usage.outputTokens + record.call.outputTokens,
      },
      cost: cost + (record.call.cost ?? 0),
    });
  }
  return spent;
}

function failed(dream: DreamRecord, { usage, cost }: CallsSpent, now: Date): JournalRecord {
  return {
    kind: 'dream-ended',
    dream: {
      ...dream,
      usage,
      cost,
      status: 'failed',
      ended: now.toISOString(),
      error: 'The process that dreamt ended before the dream did. The memories are as they were; dream again.',
    },
    findings: [],
    items: [],
    commit: null,
    watermarks: {},
  };
}
