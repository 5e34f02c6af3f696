import type { Dreamwright, GateLevel } from '../../dreamwright.ts';
import type { JsonObject } from '../../json.ts';
import type { Origin } from '../../origin.ts';
import type { ToolCallEvent } from '../../sessions/event.ts';
import type { SessionHeader } from '../../store.ts';
import type { Danger } from '../permission/danger.ts';
import type { TodoItem } from '../turn-event.ts';
import type { KeptOutputs } from './kept-outputs.ts';
import type { ReadMarks } from './read-marks.ts';
import type { AskPerson, FileEdit, WorkspacePort } from './workspace-port.ts';

export type ToolEffect = 'read' | 'edit' | 'run' | 'ask' | 'plan' | 'memory' | 'delegate';

export interface ToolOutcome {
  /** What the model reads. */
  readonly text: string;
  readonly isError: boolean;
  /** Whose words the text is; a person's are those of their answer. */
  readonly origin: Origin;
  /** For the end of the card's line: "exit 1", "+3 -1", "42 lines". */
  readonly summary?: string;
  /** For the opened card, where that is not the text. */
  readonly detail?: string;
}

/** What a call would do, said before it is done. */
export interface ToolPlan {
  readonly kind: 'plan';
  /** One line for the card: "read .golangci.yml", "run mise run lint". */
  readonly title: string;
  readonly effect: ToolEffect;
  /** Whether it changes something; in plan mode that is not allowed. */
  readonly changes: boolean;
  /** What permission rules match: workspace-relative path or command line. */
  readonly subject: string;
  /** Why a person must say yes whatever the rules. Empty for most. */
  readonly dangers: readonly Danger[];
  /** What would become of a file, to show it as a diff. */
  readonly edit?: FileEdit;
  run(signal: AbortSignal, onOutput: (text: string) => void): Promise<ToolOutcome>;
}

/** The call makes no sense; the model is told and may try again. */
export interface InvalidCall {
  readonly kind: 'invalid';
  readonly message: string;
}

/** What the tools of one session share. */
export interface ToolContext {
  readonly workspace: WorkspacePort;
  readonly memory: Pick<Dreamwright, 'memoryTool' | 'recall' | 'eventsAround'>;
  readonly header: SessionHeader;
  /** Nothing of a private session is stored, so its memory tool only looks. */
  readonly isPrivate: boolean;
  /** The call as the session keeps it. */
  readonly event: ToolCallEvent;
  /** What becomes of what the memory tool writes. */
  readonly gate: GateLevel;
  readonly askPerson: AskPerson;
  readonly setTodos: (items: readonly TodoItem[]) => void;
  readonly reads: ReadMarks;
  readonly outputs: KeptOutputs;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
  /** Several calls of it may run side by side; all others run in order. */
  readonly isParallel?: boolean;
  /** Changes nothing. */
  plan(input: JsonObject, context: ToolContext, signal: AbortSignal): Promise<ToolPlan | InvalidCall>;
}
