import type { SessionEvent } from '../../sessions/event.ts';
import type { Store } from '../../store.ts';
import type { EpisodeLookup, EventReference } from './episode-lookup.ts';

/** Where a search finds an event; best first. */
export type SearchEvents = (query: string, limit: number) => Promise<readonly EventReference[]>;

/** A window of time: what lies outside of it is not there. */
interface Window {
  readonly since?: string;
  readonly until?: string;
}

/** Looks at the sessions of one store, and at nothing else. */
export function storeLookup(store: Store, search: SearchEvents, { since = '', until = '9999' }: Window): EpisodeLookup {
  const read = async (references: readonly EventReference[]): Promise<readonly SessionEvent[]> => {
    const wanted = new Map<string, Set<string>>();
    for (const { session, event } of references) {
      wanted.set(session, (wanted.get(session) ?? new Set<string>()).add(event));
    }
    const found: SessionEvent[] = [];
    for (const [session, ids] of wanted) {
      if (store.view.session(session) === undefined || store.view.isRemoved(session)) continue;
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
      const hits = await search(query, limit);
      const events = await read(hits);
      const place = (id: string, session: string): number =>
        hits.findIndex((hit) => hit.event === id && hit.session === session);
      return events.toSorted((a, b) => place(a.id, a.session) - place(b.id, b.session));
    },
  };
}
