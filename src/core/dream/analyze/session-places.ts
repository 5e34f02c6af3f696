/** Which sessions count once together, and which of them no dream has seen. */
export interface SessionPlaces {
  /** Name of the independent group of a session. */
  groupOf(session: string): string;
  isNew(session: string): boolean;
}

export function sessionPlaces(groups: ReadonlyMap<string, string>, newSessions: ReadonlySet<string>): SessionPlaces {
  return {
    groupOf: (session) => groups.get(session) ?? session,
    isNew: (session) => newSessions.has(session),
  };
}
