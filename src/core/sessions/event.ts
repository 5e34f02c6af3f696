import type { JsonObject } from '../json.ts';
import type { Origin } from '../origin.ts';
import type { GoalOutcome } from '../outcomes/goal.ts';

interface EventBase {
  /** The id inside the transcript; a session's file is named by its hash, never by this. */
  readonly session: string;
  /** Unique in its session and stable over re-imports. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Name of the agent at work: `claude-code`, `dreamwright`, a subagent's role… */
  readonly agent: string;
  /** The person who speaks, where one does and is known. */
  readonly author?: string;
  readonly origin: Origin;
  /** The session that started this one, for a subagent. */
  readonly parentSession?: string;
  /** Working directory at the time. */
  readonly cwd?: string;
  /** Tokens that a model read anew and wrote for it, where the transcript tells. */
  readonly tokens?: number;
}

export interface UserEvent extends EventBase {
  readonly type: 'user';
  readonly text: string;
}
export interface AssistantEvent extends EventBase {
  readonly type: 'assistant';
  readonly text: string;
}
export interface ToolCallEvent extends EventBase {
  readonly type: 'tool_call';
  /** Pairs a result with its call. */
  readonly call: string;
  readonly tool: string;
  readonly input: JsonObject;
  readonly text: string;
}
export interface ToolResultEvent extends EventBase {
  readonly type: 'tool_result';
  readonly call: string;
  readonly tool?: string;
  readonly text: string;
  readonly isError: boolean;
}
/** What a grader, a check or a person said of a stated goal. */
export interface OutcomeEvent extends EventBase {
  readonly type: 'outcome';
  readonly text: string;
  readonly isError: boolean;
  /** The goal that a grader judged, round by round. */
  readonly goal?: GoalOutcome;
}
/** Thumbs up or down, a rejected tool call, an interrupt. */
export interface FeedbackEvent extends EventBase {
  readonly type: 'feedback';
  readonly text: string;
  readonly isError: boolean;
  readonly call?: string;
}
/** Which memories were put into the prompt of the turn that follows. */
export interface RecallEvent extends EventBase {
  readonly type: 'recall';
  readonly text: string;
  readonly memories: readonly string[];
}
/** Anything an importer keeps without understanding it; context, never a person's words. */
export interface OtherEvent extends EventBase {
  readonly type: 'other';
  readonly text: string;
  /** The type it had in its transcript. */
  readonly subtype: string;
}

/** One entry of a session's append-only list. */
export type SessionEvent =
  | UserEvent
  | AssistantEvent
  | ToolCallEvent
  | ToolResultEvent
  | OutcomeEvent
  | FeedbackEvent
  | RecallEvent
  | OtherEvent;
