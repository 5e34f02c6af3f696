import type { SessionEvent } from '../../sessions/event.ts';

/** Where an event stands. */
export interface EventReference {
  readonly session: string;
  readonly event: string;
}

/** Read-only tools over the sessions that take part in a dream, in its window of time: all a model may look at. */
export interface EpisodeLookup {
  /** The events that answer a query best, best first. */
  search(query: string, limit: number): Promise<readonly SessionEvent[]>;
  /** The events that exist among the given ones. */
  read(references: readonly EventReference[]): Promise<readonly SessionEvent[]>;
}
