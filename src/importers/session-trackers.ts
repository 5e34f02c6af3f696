import { createOriginTracker, type OriginTracker } from '../core/sessions/origin-tracker.ts';

/** Sessions whose words are kept for the subagents that may follow. */
const KEPT = 6;

/** The trackers of the repetition rule, so that a subagent's file is read knowing its parent's. */
export interface SessionTrackers {
  /** A new tracker for a session of the file that is now read. */
  start(session: string, parentSession: string | undefined): OriginTracker;
}

export function createSessionTrackers(): SessionTrackers {
  const recent = new Map<string, OriginTracker>();
  return {
    start(session, parentSession) {
      const tracker = createOriginTracker(parentSession === undefined ? undefined : recent.get(parentSession));
      recent.delete(session);
      recent.set(session, tracker);
      // A parent's subagents may be many: they don't push it out.
      const spare = [...recent.keys()].find((name) => name !== parentSession);
      if (recent.size > KEPT && spare !== undefined) recent.delete(spare);
      return tracker;
    },
  };
}
