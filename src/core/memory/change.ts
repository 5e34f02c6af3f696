import type { Memory } from './memory.ts';

/** One memory's edit as a value: null before is a creation, null after a deletion. */
export interface MemoryChange {
  readonly id: string;
  readonly before: Memory | null;
  readonly after: Memory | null;
  /** Set once a side's content was redacted: what stands there then is `redactedMemory`, not to be restored. */
  readonly redacted?: 'before' | 'after' | 'both';
}

/** What the memory says after the change; null when it is deleted, and when what it said was redacted. */
export function standingAfter({ after, redacted }: MemoryChange): Memory | null {
  return redacted === 'after' || redacted === 'both' ? null : after;
}
