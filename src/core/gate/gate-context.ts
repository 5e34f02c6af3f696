import type { Constitution } from '../dream/constitution.ts';
import type { PersonalDataHandling, Sensitivity } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';

/** What the gate knows beside the proposal; values alone, so that the same verdict comes out again. */
export interface GateContext {
  readonly sensitivity: Sensitivity;
  readonly personalData: PersonalDataHandling;
  readonly memories: MemoryLookup;
  readonly constitution: Constitution;
  readonly now: Date;
}

/** The memories as they stand; a store's view is one. */
interface MemoryLookup {
  memory(id: string): Memory | undefined;
  /** The current entry at a path. */
  memoryAt(path: string): Memory | undefined;
}
