import type { JsonObject } from '../json.ts';
import type { ToolCallEvent } from './event.ts';

const SHELL_TOOL =
  /^(?:bash|shell|sh|terminal|local_shell|exec|exec_command|execute_command|run_command|run_shell_command|run_terminal_cmd|runCommands|run_in_terminal|execute_bash|cmd|powershell)$/iu;
const EDIT_TOOL =
  /^(?:edit|write|multiedit|notebookedit|apply_patch|write_file|replace|edit_file|create_file|write_to_file|replace_in_file|insert_edit_into_file|str_replace_editor|str_replace_based_edit_tool|str_replace|insert|update_file|search_replace|create)$/iu;

/** The shell line that a tool call runs; null when it runs none. */
export function shellLine(call: ToolCallEvent): string | null {
  if (!SHELL_TOOL.test(call.tool)) return null;
  const command = call.input['command'] ?? call.input['cmd'] ?? call.input['script'];
  if (typeof command === 'string') return command;
  if (!Array.isArray(command)) return null;
  const words = command.filter((word) => typeof word === 'string');
  return /^(?:ba|z|)sh$/u.test(words[0] ?? '') && words.length > 2 ? (words.at(-1) ?? '') : words.join(' ');
}

/** The files that a tool call edits, relative to `cwd` where they lie within. */
export function editedFiles(call: ToolCallEvent): readonly string[] {
  if (!EDIT_TOOL.test(call.tool) || call.input['command'] === 'view') return [];
  const named = firstText(call.input, [
    'file_path',
    'path',
    'filePath',
    'target_file',
    'absolute_path',
    'notebook_path',
    'file',
  ]);
  if (named !== null) return [relativeTo(named, call.cwd)];
  const patch = firstText(call.input, ['input', 'patch', 'diff']) ?? '';
  return [...patch.matchAll(/^\*\*\* (?:Update|Add|Delete) File: (.+)$/gmu)].map((match) =>
    relativeTo(match[1] ?? '', call.cwd),
  );
}

/** The first of the named inputs that is a text. */
export function firstText(input: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const value = input[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** A file's path within `cwd`, with forward slashes; as it was where it lies elsewhere. */
export function relativeTo(file: string, cwd: string | undefined): string {
  const path = file.replace(/\\/gu, '/').trim();
  const root = cwd?.replace(/\\/gu, '/').replace(/\/$/u, '');
  return (root !== undefined && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path).slice(-200);
}
