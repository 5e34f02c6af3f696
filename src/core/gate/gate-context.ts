import type { Constitution } from '../dream/constitution.ts';
import type { Sensitivity } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';

/** What the gate knows beside the proposal; values alone, so that a verdict can be given again and comes out the same. */
export interface GateContext {
  readonly sensitivity: Sensitivity;
  /** Everything that is not deleted. */
  readonly memories: MemoryLookup;
  readonly constitution: Constitution;
  readonly now: Date;
}

export interface MemoryLookup {
  readonly memory: (id: string) => Memory | undefined;
  /** The current entry at a path. */
  readonly memoryAt: (path: string) => Memory | undefined;
}
