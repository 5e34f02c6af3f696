import type { Store } from '../store.ts';
import { digestSession } from './analyze/digest/digest-session.ts';
import { deviationsOf } from './analyze/work/find-deviations.ts';

/**
 * What of a session that still runs is far from its kind already, a clause each; none while past dreams have digested too
 * few of its agent's sessions to know what is usual.
 */
export async function earlyWarnings(session: string, store: Store): Promise<readonly string[]> {
  const { view } = store;
  const summary = view.session(session);
  if (summary === undefined) return [];
  const others = view
    .sessions()
    .filter((other) => other.agent === summary.agent && other.session !== session)
    .flatMap((other) => view.digest(other.session) ?? []);
  return others.length === 0 ? [] : deviationsOf(await digestSession(summary, store.events(session)), others);
}
