import type { Pause } from '../../core/agent/ask-model.ts';
import type { FileSearch } from '../../core/agent/file-search.ts';
import type { Model } from '../../core/agent/model.ts';
import type { PromptSurroundings } from '../../core/agent/system-prompt.ts';
import type { TurnLimits } from '../../core/agent/turn-state.ts';
import type { Clock } from '../../core/clock.ts';
import type { ModelPrice } from '../../core/dream/cost.ts';
import type { Dreamwright, GateLevel } from '../../core/dreamwright.ts';
import type { ChatUpdate } from '../../protocol/chat-state.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import type { ChatTools } from './chat-tools.ts';

/** What a chat's conversation needs of the editor, which it does not know. */
export interface ChatSessionParts {
  readonly dreamwright: () => Promise<Dreamwright>;
  /** The person's name for their events. */
  readonly author: () => Promise<string>;
  readonly currentModel: () => Model | null;
  /** The newest model of the same provider whose name holds the text; null where there is none. */
  readonly findModel: (name: string) => Promise<Model | null>;
  readonly searchFiles: FileSearch;
  /** Null where the workspace is not trusted. */
  readonly tools: () => ChatTools | null;
  /** Who else works in this window. */
  readonly desk: AgentDesk;
  readonly surroundings: () => PromptSurroundings;
  readonly limits: () => TurnLimits;
  /** What the gate holds against what the agent notes. */
  readonly gate: () => GateLevel;
  /** Null where none is known. */
  readonly price: (model: Model) => Promise<ModelPrice | null>;
  readonly start: (action: 'dream' | 'review') => Promise<void>;
  readonly clock: Clock;
  /** Waits until a provider that is busy is asked again; a parameter so that tests need not. */
  readonly pause?: Pause;
  /** Told when what a session came to was graded. */
  readonly onOutcome: (session: string) => void;
  readonly onUpdate: (update: ChatUpdate) => void;
}
