import type { Memory } from './memory.ts';

/** One memory's edit as a value: null before is a creation, null after a deletion. */
export interface MemoryChange {
  readonly id: string;
  readonly before: Memory | null;
  readonly after: Memory | null;
}
