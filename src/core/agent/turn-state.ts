import type { Clock } from '../clock.ts';
import type { Dreamwright, GateLevel } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { RecallHit } from '../memory/recall.ts';
import type { Origin } from '../origin.ts';
import type { OutcomeEvent, SessionEvent, UserEvent } from '../sessions/event.ts';
import { createOriginTracker, type OriginTracker } from '../sessions/origin-tracker.ts';
import type { SessionHeader } from '../store.ts';
import type { Pause } from './ask-model.ts';
import { quotation } from './earned-origin.ts';
import type { FileSearch } from './file-search.ts';
import type { Model, ModelImage } from './model.ts';
import type { PermissionState, Permit } from './permission/permission.ts';
import type { PromptExtras } from './prompt-messages.ts';
import { type Recorder, recordEvent } from './record-event.ts';
import type { Spending } from './spending.ts';
import type { PromptSurroundings } from './system-prompt.ts';
import type { KeptOutputs } from './tools/kept-outputs.ts';
import type { ReadMarks } from './tools/read-marks.ts';
import type { Tool } from './tools/tool.ts';
import type { AskPerson, WorkspacePort } from './tools/workspace-port.ts';
import type { TurnEvent } from './turn-event.ts';
import type { EventMaker } from './turn-events.ts';

/** What an agent works with beside its model. */
export interface AgentTools {
  readonly tools: readonly Tool[];
  readonly workspace: WorkspacePort;
  readonly memory: Pick<Dreamwright, 'memoryTool' | 'recall' | 'eventsAround'>;
  readonly gate: GateLevel;
  readonly askPerson: AskPerson;
  readonly permit: Permit;
  /** Read anew before each call: the person may change mode and rules while the turn runs. */
  readonly permissions: () => PermissionState;
  /** These two live as long as the session. */
  readonly reads: ReadMarks;
  readonly outputs: KeptOutputs;
  /** What the person said to a working agent since it was last asked. */
  readonly takeSteering?: () => readonly string[];
}

export interface TurnPorts {
  readonly memory: Pick<Dreamwright, 'recall' | 'recallFolders' | 'recallForPrompt' | 'appendEvents'>;
  /** Null: the answer comes from memory, past sessions and files. */
  readonly model: Model | null;
  /** What the session has cost so far; the model adds to it. */
  readonly spending?: Spending;
  readonly searchFiles: FileSearch;
  /** Left out in an untrusted workspace, where nothing is touched. */
  readonly agent?: AgentTools;
  readonly clock: Clock;
  /** Waits; a parameter so that tests need not. */
  readonly pause?: Pause;
}

export interface TurnLimits {
  /** Tokens of memories in a prompt. */
  readonly recallTokens: number;
  readonly answerTokens: number;
  /** Answers of the model in one turn, before the person is asked to let it go on. */
  readonly steps?: number;
  /** US dollars a session may cost before the person is asked. */
  readonly sessionDollars?: number;
}

export interface TurnInput {
  readonly header: SessionHeader;
  /** Nothing of a private session is stored. */
  readonly isPrivate: boolean;
  readonly isMemoryOn: boolean;
  /** The conversation before this message. */
  readonly history: readonly SessionEvent[];
  readonly surroundings: PromptSurroundings;
  readonly limits: TurnLimits;
  /** Of this session's earlier turns. */
  readonly extras?: PromptExtras;
  /** Has seen all of `history`; it is read again where this is left out. */
  readonly origins?: OriginTracker;
  /** A new message, the stored one that is asked again, or the last answer that goes on where it broke off or paused. */
  readonly message:
    | {
        readonly kind: 'new';
        readonly text: string;
        readonly images?: readonly ModelImage[];
        /** Whose words these are, where it is not the person who speaks: another agent's, a file's. */
        readonly origin?: Origin;
      }
    | { readonly kind: 'again'; readonly event: UserEvent | OutcomeEvent }
    | { readonly kind: 'resume'; readonly event: UserEvent };
}

/** One turn at work. */
export interface Turn {
  readonly input: TurnInput;
  readonly ports: TurnPorts;
  readonly maker: EventMaker;
  readonly recorder: Recorder;
  /** What is answered: a message, or a round's outcome that asks for more. */
  readonly user: UserEvent | OutcomeEvent;
  readonly log: TurnLog;
}

/** The conversation as it grows, and whose words each new event really is. */
export class TurnLog {
  readonly #events: SessionEvent[];
  readonly #tracker: OriginTracker;
  readonly #clock: Clock;
  #answer: string;
  #nextId: string | null;
  readonly #length: number;

  constructor({ history, origins }: Pick<TurnInput, 'history' | 'origins'>, answer: string, clock: Clock) {
    this.#events = [...history];
    this.#tracker = origins ?? createOriginTracker();
    this.#answer = answer;
    this.#nextId = answer;
    this.#clock = clock;
    this.#length = history.length;
    if (origins === undefined) for (const event of history) this.#tracker.admit(event);
  }

  get events(): readonly SessionEvent[] {
    return this.#events;
  }

  /** Of the answer that is being given: shown under it while it streams, the id of its first words. */
  get answer(): string {
    return this.#answer;
  }

  /** What is said from now on is another answer. */
  beginAnswer(id: string): string {
    this.#answer = id;
    this.#nextId = id;
    return id;
  }

  /** Whether something of the answer was recorded. */
  get hasAnswer(): boolean {
    return this.#events.slice(this.#length).some(({ type }) => type === 'assistant' || type === 'tool_call');
  }

  /** The answer's own id for its first words, then new ones. */
  takeId(): string {
    const id = this.#nextId ?? newId('evt', this.#clock());
    this.#nextId = null;
    return id;
  }

  /** The origin lowered where the words repeat what came from elsewhere. */
  withOrigin<E extends SessionEvent>(event: E): E {
    return { ...event, origin: this.#tracker.admit(event) };
  }

  admitRecalled(event: SessionEvent, hits: readonly RecallHit[]): void {
    for (const hit of hits) this.#tracker.admit(quotation(event, hit));
  }

  add(event: SessionEvent): void {
    this.#events.push(event);
  }
}

/** Records an event of the turn with the origin that its words deserve. */
export async function* recordInTurn(turn: Turn, event: SessionEvent): AsyncGenerator<TurnEvent, void> {
  for await (const told of recordEvent(turn.recorder, turn.log.withOrigin(event))) {
    if (told.kind === 'recorded') turn.log.add(told.event);
    yield told;
  }
}

/** Makes the events of a session in the folder that it works in. */
export function eventMaker(
  { header, surroundings }: Pick<TurnInput, 'header' | 'surroundings'>,
  clock: Clock,
): EventMaker {
  const { folder } = surroundings;
  return { header, clock, ...(folder !== undefined && { cwd: folder }) };
}
