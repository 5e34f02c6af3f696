/** A memory that was put into the prompt of an answer. */
export interface RecalledMemory {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** Short clauses for a person: which words, which path, which neighbour. */
  readonly why: readonly string[];
}

/** What a person can do about a problem with one press. */
export type ProblemAction = 'retry' | 'resume' | 'connect';

export interface Problem {
  /** One sentence that names the mend. */
  readonly text: string;
  /** What the other side said, for the hover; may be empty. */
  readonly detail: string;
  readonly action: ProblemAction | null;
}

export type Feedback = 'up' | 'down';

/** What goes with a message beside its words. */
export type Attachment =
  | {
      readonly kind: 'selection';
      /** Workspace-relative. */
      readonly path: string;
      /** One-based, inclusive. */
      readonly firstLine: number;
      readonly lastLine: number;
      readonly text: string;
    }
  | {
      readonly kind: 'image';
      readonly name: string;
      readonly mediaType: ImageMediaType;
      readonly base64: string;
    };

export type ImageMediaType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

export interface UserEntry {
  readonly kind: 'user';
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
  /** Given by the agent that delegated, not said by the person. */
  readonly isTask?: true;
  /** Names of what went with it. */
  readonly attached: readonly string[];
}

export interface TextPart {
  readonly kind: 'text';
  readonly markdown: string;
}

export type ToolEffect = 'read' | 'edit' | 'run' | 'ask' | 'plan' | 'memory' | 'delegate';
export type ToolState = 'planned' | 'waiting' | 'running' | 'done' | 'failed' | 'denied';

/** `all`: this edit and the others of this answer. */
export type PermissionAnswer = 'once' | 'all' | 'session' | 'always' | 'deny';

/** What a tool's card asks the person while it waits. */
export type ToolAsk =
  | {
      readonly kind: 'permission';
      /** Why this is asked whatever the rules; empty for most. */
      readonly dangers: readonly string[];
      /** The answers that would hold. */
      readonly answers: readonly PermissionAnswer[];
      /** What a lasting answer would cover unless another pattern is chosen. */
      readonly pattern: string;
      /** Patterns to choose from, which can be changed; empty where only `pattern` would hold. */
      readonly choices: readonly { readonly label: string; readonly pattern: string }[];
      /** Why the pattern that was chosen can't be kept; null while nothing speaks against it. */
      readonly problem: string | null;
    }
  | { readonly kind: 'question'; readonly question: string; readonly options: readonly string[] };

export interface ToolPart {
  readonly kind: 'tool';
  readonly call: string;
  /** "read .golangci.yml", "run mise run lint". */
  readonly title: string;
  readonly effect: ToolEffect;
  readonly state: ToolState;
  /** "exit 1", "+3 -1"; may be empty. */
  readonly summary: string;
  /** What the card holds when opened: output, or a unified diff of an edit. */
  readonly detail: string;
  readonly ask: ToolAsk | null;
  /** An edit that stands in its files and can be taken back. */
  readonly isUndoable: boolean;
}

export type AnswerPart = TextPart | ToolPart;

export interface AnswerEntry {
  readonly kind: 'answer';
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly recalled: readonly RecalledMemory[];
  /** All that was said, for copying and for search. */
  readonly markdown: string;
  /** The same, with the tools' cards where they came. */
  readonly parts: readonly AnswerPart[];
  readonly state: 'streaming' | 'done' | 'stopped';
  readonly problem: Problem | null;
  readonly feedback: Feedback | null;
}

/** A line of the extension's own between messages: something could not be stored, memory could not be read. */
export interface NoticeEntry {
  readonly kind: 'notice';
  readonly id: string;
  readonly text: string;
}

export type ChatEntry = UserEntry | AnswerEntry | NoticeEntry;
