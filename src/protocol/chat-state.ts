import type { AnswerEntry, AnswerPart, ChatEntry, ToolPart } from './chat-entry.ts';

export interface SlashCommandInfo {
  /** Without the slash. */
  readonly name: string;
  /** Shown after the name; empty when it takes no argument. */
  readonly argument: string;
  readonly description: string;
}

export interface TodoItem {
  readonly text: string;
  readonly state: 'open' | 'doing' | 'done';
}

/** A file or symbol of the workspace that a message may name after an `@`. */
export interface Mention {
  readonly kind: 'file' | 'symbol';
  /** What stands in the message after the `@`. */
  readonly text: string;
  readonly label: string;
  readonly detail: string;
}

/** Everything around the conversation that the last line and the header show. */
export interface ChatStatus {
  /** Null until the first message of a session. */
  readonly session: string | null;
  readonly title: string;
  /** Nothing of this session is stored. */
  readonly isPrivate: boolean;
  /** Null when no model is connected. */
  readonly model: { readonly id: string; readonly name: string; readonly seesImages: boolean } | null;
  readonly isMemoryOn: boolean;
  /** `plan`: tools may look and nothing may change. */
  readonly mode: 'act' | 'plan';
  /** False without a model or without trust in the workspace: the mode then means nothing. */
  readonly hasTools: boolean;
  /** Tokens of the last request and answer, and how many fit; null while unknown. */
  readonly context: { readonly used: number; readonly limit: number | null } | null;
  /** What the session has cost so far, with all that it delegated; null while unknown. */
  readonly costUsd: number | null;
  /** Sent and received in the session so far, with all that it delegated; 0 while unknown. */
  readonly tokens: number;
  readonly todos: readonly TodoItem[];
  /** What the person wrote while the answer runs, and nobody has read yet. */
  readonly ahead: readonly string[];
  /** Why the answer pauses, while the provider is busy. */
  readonly waiting: string | null;
  /** Set after a restore, until something else is said. */
  readonly canUndoRestore: boolean;
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
  | { readonly kind: 'tool-added'; readonly entry: string; readonly part: ToolPart }
  | {
      readonly kind: 'tool-changed';
      readonly entry: string;
      readonly call: string;
      readonly change: Partial<Omit<ToolPart, 'kind' | 'call'>>;
    }
  /** More of what a running command prints. */
  | { readonly kind: 'tool-output'; readonly entry: string; readonly call: string; readonly text: string }
  | {
      readonly kind: 'answer-changed';
      readonly entry: string;
      readonly change: Partial<Pick<AnswerEntry, 'recalled' | 'state' | 'problem' | 'feedback'>>;
    };

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
      return replaceAnswer(state, update.entry, (entry) => withText(entry, update.text));
    case 'tool-added':
      return replaceAnswer(state, update.entry, (entry) => ({ ...entry, parts: [...entry.parts, update.part] }));
    case 'tool-changed':
      return replaceTool(state, update, (part) => ({ ...part, ...update.change }));
    case 'tool-output':
      return replaceTool(state, update, (part) => ({ ...part, detail: bounded(part.detail + update.text) }));
    case 'answer-changed':
      return replaceAnswer(state, update.entry, (entry) => ({ ...entry, ...update.change }));
  }
}

/** How much of a running command's output a card holds. */
const OUTPUT_LIMIT = 16_000;

/** The end of the output, which is where a command says how it went. */
function bounded(output: string): string {
  return output.length <= OUTPUT_LIMIT ? output : `…${output.slice(-OUTPUT_LIMIT * 0.75)}`;
}

/** An answer with more text: in its last part, or in a new one below a tool's card. */
export function withText(entry: AnswerEntry, text: string): AnswerEntry {
  const last = entry.parts.at(-1);
  if (last?.kind === 'text') {
    const part: AnswerPart = { kind: 'text', markdown: last.markdown + text };
    return { ...entry, markdown: entry.markdown + text, parts: entry.parts.with(-1, part) };
  }
  const gap = entry.markdown === '' ? '' : '\n\n';
  return {
    ...entry,
    markdown: `${entry.markdown}${gap}${text}`,
    parts: [...entry.parts, { kind: 'text', markdown: text }],
  };
}

function replaceAnswer(state: ChatState, id: string, change: (entry: AnswerEntry) => AnswerEntry): ChatState {
  const index = state.entries.findLastIndex((entry) => entry.id === id);
  const entry = state.entries[index];
  if (entry?.kind !== 'answer') return state;
  return { ...state, entries: state.entries.with(index, change(entry)) };
}

function replaceTool(
  state: ChatState,
  { entry, call }: { readonly entry: string; readonly call: string },
  change: (part: ToolPart) => ToolPart,
): ChatState {
  return replaceAnswer(state, entry, (answer) => {
    const index = answer.parts.findLastIndex((part) => part.kind === 'tool' && part.call === call);
    const part = answer.parts[index];
    return part?.kind === 'tool' ? { ...answer, parts: answer.parts.with(index, change(part)) } : answer;
  });
}
