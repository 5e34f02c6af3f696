import type { ToolCallEvent } from '../../core/sessions/event.ts';
import type { ToolEffect } from '../../protocol/chat-entry.ts';

const TITLE_LIMIT = 200;

interface KnownTool {
  readonly effect: ToolEffect;
  /** What the card begins with; what the call is about follows. */
  readonly verb: string;
}

const TOOLS: Readonly<Record<string, KnownTool>> = {
  read_file: { effect: 'read', verb: 'read' },
  list_folder: { effect: 'read', verb: 'list' },
  search_text: { effect: 'read', verb: 'search' },
  edit_file: { effect: 'edit', verb: 'edit' },
  create_file: { effect: 'edit', verb: 'create' },
  run_command: { effect: 'run', verb: 'run' },
  diagnostics: { effect: 'read', verb: 'look at the problems' },
  git_state: { effect: 'read', verb: 'look at the state of git' },
  ask_person: { effect: 'ask', verb: 'ask:' },
  todo_list: { effect: 'plan', verb: 'update the to-do list' },
  memory: { effect: 'memory', verb: 'memory' },
  recall: { effect: 'memory', verb: 'look up' },
  read_session: { effect: 'memory', verb: 'read on in session' },
  delegate: { effect: 'delegate', verb: 'delegate to' },
};

/** What the card of a stored call says. */
export function storedCard(event: ToolCallEvent): { readonly title: string; readonly effect: ToolEffect } {
  const { effect, verb } = TOOLS[event.tool] ?? { effect: 'read', verb: event.tool };
  const line = event.text.split('\n', 1)[0] ?? '';
  const about = line.startsWith(event.tool) ? line.slice(event.tool.length).trim() : line;
  return { title: `${verb} ${about}`.trim().slice(0, TITLE_LIMIT), effect };
}

/** What a stored edit changed, as far as its call says; empty for other calls. */
export function storedDiff({ tool, input }: ToolCallEvent): string {
  const { path, edits, text } = input;
  if (typeof path !== 'string') return '';
  if (tool === 'create_file' && typeof text === 'string') return diffOf(path, '', text);
  if (tool !== 'edit_file' || !Array.isArray(edits)) return '';
  return edits.map((edit) => diffOf(path, textIn(edit, 'old_text'), textIn(edit, 'new_text'))).join('');
}

function diffOf(path: string, before: string, after: string): string {
  return `--- ${path}\n+++ ${path}\n${signed('-', before)}${signed('+', after)}`;
}

function signed(sign: string, text: string): string {
  if (text === '') return '';
  const lines = text.replace(/\n$/u, '').split('\n');
  return lines.map((line) => `${sign}${line}\n`).join('');
}

function textIn(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
}
