/**
 * Every message between the extension and its webviews. The webview sees nothing else of the extension,
 * so this file imports nothing.
 */

/** A memory that was put into the prompt of an answer. */
export interface RecalledMemory {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** Short clauses for a person: which words, which path, which neighbour. */
  readonly why: readonly string[];
}

/** What a person can do about a problem with one press. */
export type ProblemAction = 'retry' | 'connect';

export interface Problem {
  /** One sentence that names the mend. */
  readonly text: string;
  /** What the other side said, for the hover; may be empty. */
  readonly detail: string;
  readonly action: ProblemAction | null;
}

export type Feedback = 'up' | 'down';

export interface UserEntry {
  readonly kind: 'user';
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
}

export interface AnswerEntry {
  readonly kind: 'answer';
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly recalled: readonly RecalledMemory[];
  readonly markdown: string;
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

export interface SlashCommandInfo {
  /** Without the slash. */
  readonly name: string;
  /** Shown after the name; empty when it takes no argument. */
  readonly argument: string;
  readonly description: string;
}

/** Everything around the conversation that the last line and the header show. */
export interface ChatStatus {
  /** Null until the first message of a session. */
  readonly session: string | null;
  readonly title: string;
  /** Nothing of this session is stored. */
  readonly isPrivate: boolean;
  /** Null when no model is connected. */
  readonly model: { readonly id: string; readonly name: string } | null;
  readonly isMemoryOn: boolean;
  /** Tokens of the last request and answer, and how many fit; null while unknown. */
  readonly context: { readonly used: number; readonly limit: number | null } | null;
}

export interface ChatState {
  readonly status: ChatStatus;
  readonly entries: readonly ChatEntry[];
  readonly commands: readonly SlashCommandInfo[];
}

/** Messages that change the shown state. */
export type ChatUpdate =
  /** The whole state, on (re)connect and when another session is shown. */
  | { readonly kind: 'snapshot'; readonly state: ChatState }
  | { readonly kind: 'status-changed'; readonly status: ChatStatus }
  | { readonly kind: 'entry-added'; readonly entry: ChatEntry }
  /** More Markdown for the last entry with that id. */
  | { readonly kind: 'text-delta'; readonly entry: string; readonly text: string }
  | {
      readonly kind: 'answer-changed';
      readonly entry: string;
      readonly change: Partial<Pick<AnswerEntry, 'recalled' | 'state' | 'problem' | 'feedback'>>;
    };

/** Extension → chat. */
export type ToChat =
  | ChatUpdate
  /** Puts text into the composer, after what stands there. */
  | { readonly kind: 'prefill'; readonly text: string }
  | { readonly kind: 'focus-input' };

/** Chat → extension. */
export type FromChat =
  | { readonly kind: 'ready' }
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'new-session' }
  | { readonly kind: 'pick-session' }
  | { readonly kind: 'pick-model' }
  | { readonly kind: 'connect-model' }
  | { readonly kind: 'set-memory'; readonly isOn: boolean }
  | { readonly kind: 'give-feedback'; readonly entry: string; readonly feedback: Feedback | null }
  | { readonly kind: 'copy'; readonly text: string }
  /** Puts code where the cursor is in the editor used last. */
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'open-memory'; readonly memory: string }
  | { readonly kind: 'open-link'; readonly target: string }
  | { readonly kind: 'import-sessions' };

/** What a chat keeps over a reload of its window; the conversation itself is in the store. */
export interface KeptChat {
  readonly session: string | null;
  readonly draft: string;
}

/** The state after an update; both sides keep theirs with it. */
export function updateChat(state: ChatState, update: ChatUpdate): ChatState {
  switch (update.kind) {
    case 'snapshot':
      return update.state;
    case 'status-changed':
      return { ...state, status: update.status };
    case 'entry-added':
      return { ...state, entries: [...state.entries, update.entry] };
    case 'text-delta':
      return replaceAnswer(state, update.entry, (entry) => ({ ...entry, markdown: entry.markdown + update.text }));
    case 'answer-changed':
      return replaceAnswer(state, update.entry, (entry) => ({
        ...entry,
        ...update.change,
      }));
  }
}

function replaceAnswer(state: ChatState, id: string, change: (entry: AnswerEntry) => AnswerEntry): ChatState {
  const index = state.entries.findLastIndex((entry) => entry.id === id);
  const entry = state.entries[index];
  if (entry?.kind !== 'answer') return state;
  return { ...state, entries: state.entries.with(index, change(entry)) };
}
