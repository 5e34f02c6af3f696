/** An agent's right to change a file while it works. */
export interface Claim {
  /** As the tools name it: relative to the workspace, with forward slashes. */
  readonly path: string;
  /** The session of the agent that holds it. */
  readonly session: string;
  readonly agent: string;
  /** The session that delegated to it and waits for it: what that one holds is handed over. */
  readonly parent?: string | undefined;
}

/** Which agent may change which file now. */
export interface Claims {
  /** Takes the file, or answers whose it is; null when it is taken. Claiming one's own again changes nothing. */
  claim(wanted: Claim): Claim | null;
  /** Gives back what the session holds, once it has ended. */
  release(session: string): void;
  /** Ordered by path. */
  list(): readonly Claim[];
}

export function createClaims(onChange: () => void = () => undefined): Claims {
  const held = new Map<string, Claim>();
  return {
    claim: (wanted) => {
      const holder = held.get(wanted.path);
      if (holder?.session === wanted.session) return null;
      if (holder !== undefined && holder.session !== wanted.parent) return holder;
      held.set(wanted.path, wanted);
      onChange();
      return null;
    },
    release: (session) => {
      const own = [...held.values()].filter((claim) => claim.session === session);
      for (const { path } of own) held.delete(path);
      if (own.length > 0) onChange();
    },
    list: () => [...held.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
