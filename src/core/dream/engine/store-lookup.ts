import type { SessionEvent } from '../../sessions/event.ts';
import type { Store } from '../../store.ts';
import type { EpisodeLookup, EventReference } from './episode-lookup.ts';

/** Where a search finds an event; best first. */
export type SearchEvents = (query: string, limit: number) => Promise<readonly EventReference[]>;

/** What takes part in a dream: what lies outside of it is not there. */
interface Bounds {
  readonly since?: string;
  readonly until?: string;
  readonly seesSession: (session: string) => boolean;
}

/** Of what is found, the best may lie out of bounds. */
const FOUND_FOR_ONE_SHOWN = 5;

/** Looks at the sessions of one store that take part in the dream, and at nothing else. */
export function storeLookup(
  store: Store,
  search: SearchEvents,
  { since = '', until = '9999', seesSession }: Bounds,
): EpisodeLookup {
  const read = async (references: readonly EventReference[]): Promise<readonly SessionEvent[]> => {
    const wanted = new Map<string, Set<string>>();
    for (const { session, event } of references) {
      wanted.set(session, (wanted.get(session) ?? new Set<string>()).add(event));
    }
    const found: SessionEvent[] = [];
    for (const [session, ids] of wanted) {
      if (store.view.session(session) === undefined || store.view.isRemoved(session)) continue;
      if (!seesSession(session)) continue;
      for await (const event of store.events(session)) {
        if (!ids.has(event.id) || event.at < since || event.at >= until) continue;
        found.push(event);
        if (found.length === references.length) break;
      }
    }
    return found;
  };
  return {
    read,
    search: async (query, limit) => {
      const hits = await search(query, limit * FOUND_FOR_ONE_SHOWN);
      const events = await read(hits.filter(({ session }) => seesSession(session)));
      const place = (id: string, session: string): number =>
        hits.findIndex((hit) => hit.event === id && hit.session === session);
      return events.toSorted((a, b) => place(a.id, a.session) - place(b.id, b.session)).slice(0, limit);
    },
  };
}
