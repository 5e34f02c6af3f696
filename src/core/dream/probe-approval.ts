import type { ChangeOutcome } from '../dreamwright.ts';
import type { Store, StoreView } from '../store.ts';
import { growProbes, type ProbeMeanings, prepareProbes, tellLost } from './probe.ts';

interface ProbedStore extends Pick<Store, 'refresh'> {
  readonly view: Pick<StoreView, 'memories' | 'sessions' | 'digest' | 'items' | 'item'>;
}

/** The newest sessions hold the questions that count; a person waits for the answer. */
const SESSIONS_ASKED = 100;

/**
 * Lets a person's approval through and asks the probe questions around it, as before a dream's own commit: where one no
 * longer finds its memory the outcome says so. Their word stands.
 */
export async function probeApproval(
  approve: () => Promise<ChangeOutcome>,
  {
    store,
    proposals,
    meanings,
    now,
  }: {
    readonly store: ProbedStore;
    /** Ids of what is approved. */
    readonly proposals: readonly string[];
    readonly meanings: ProbeMeanings | null;
    readonly now: Date;
  },
): Promise<ChangeOutcome> {
  await store.refresh();
  const { view } = store;
  const memories = view.memories();
  const asked = view.sessions().slice(-SESSIONS_ASKED);
  const digests = asked.flatMap(({ session }) => view.digest(session) ?? []);
  const changesOf = (ids: readonly string[]) => ids.flatMap((id) => view.item(id)?.proposal.changes ?? []);
  const bench = await prepareProbes({
    memories,
    probes: growProbes(memories, digests, view.items(['committed'])),
    changes: changesOf(proposals),
    meanings,
    now,
  });
  const outcome = await approve();
  if (outcome.kind !== 'committed') return outcome;
  const score = bench.score(changesOf(proposals.filter((id) => view.item(id)?.state === 'committed')));
  if (score.kind === 'not-measured' || score.lost === undefined || score.lost.length === 0) return outcome;
  const told = `It is approved, but ${tellLost(score.lost, score.count)}. If that is not as it should be, undo it.`;
  return { ...outcome, messages: [...outcome.messages, told] };
}
