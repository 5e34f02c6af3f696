import type { Constitution } from '../dream/constitution/constitution.ts';
import type { PersonalDataHandling, Sensitivity } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { SessionSummary } from '../sessions/session.ts';
import type { Allowance } from './allowance.ts';
import type { FirmMemories } from './firm-memories.ts';
import type { RaisedSupport } from './support-rule.ts';

/** What the gate knows beside the proposal; values alone, so that the same verdict comes out again. */
export interface GateContext {
  readonly sensitivity: Sensitivity;
  readonly personalData: PersonalDataHandling;
  readonly memories: MemoryLookup;
  readonly constitution: Constitution;
  readonly now: Date;
  /** False alarms that the person allowed by pattern; none when missing. */
  readonly allowances?: readonly Allowance[];
  /** What only a person overrules; where it is missing, edits are held against the memories they touch alone. */
  readonly firm?: FirmMemories;
  /** What reviewers' decisions made stricter; nothing when missing. */
  readonly raised?: RaisedSupport;
}

/** The memories as they stand; a store's view is one. */
interface MemoryLookup {
  memory(id: string): Memory | undefined;
  /** The current entry at a path. */
  memoryAt(path: string): Memory | undefined;
  /** Which agents have worked here; where it is missing, nobody is held for being new. */
  sessions?(): readonly Pick<SessionSummary, 'session' | 'agent'>[];
}
