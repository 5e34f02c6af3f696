import type { Actor } from '../actor.ts';
import type { Memory } from './memory.ts';

/** An immutable state of a memory. */
export interface MemoryVersion {
  readonly id: string;
  readonly memory: string;
  /** Journal sequence number of the commit that made it. */
  readonly sequence: number;
  readonly commit: string;
  readonly at: string;
  readonly actor: Actor;
  readonly operation: 'created' | 'modified' | 'deleted';
  /** Null when deleted or redacted. */
  readonly content: Memory | null;
  readonly redacted: boolean;
}
