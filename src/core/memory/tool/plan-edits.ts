import { assertNever } from '../../assert-never.ts';
import { collidingPath } from '../path.ts';
import { textProblem } from '../text-problem.ts';
import type { MemoryCommand } from './memory-command.ts';
import { filesBelow, type SessionFile, type SessionFiles } from './session-files.ts';
import { parseToolPath, toolPathOf } from './tool-path.ts';
import { numberLines } from './view-files.ts';

/** What a command would do to one memory: `file` null is a new one, `text` null takes it away. */
export interface PlannedEdit {
  readonly file: SessionFile | null;
  readonly path: string;
  readonly text: string | null;
}

export type Plan =
  /** `done` says what happened; `detail` shows it. */
  | { readonly kind: 'edits'; readonly edits: readonly PlannedEdit[]; readonly done: string; readonly detail: string }
  | { readonly kind: 'error'; readonly message: string };

type EditCommand = Exclude<MemoryCommand, { readonly kind: 'view' }>;

const CONTEXT_LINES = 2;

/** Works out a command on the memories as the session sees them; errors read as the API's own helper words them. */
export function planEdits(command: EditCommand, files: SessionFiles): Plan {
  switch (command.kind) {
    case 'create':
      return planCreate(command.path, command.text, files);
    case 'str_replace':
      return onFile(command.path, files, (file, shown) => planReplace(file, shown, command.before, command.after));
    case 'insert':
      return onFile(command.path, files, (file, shown) => planInsert(file, shown, command.line, command.text));
    case 'delete':
      return planDelete(command.path, files);
    case 'rename':
      return planRename(command.from, command.to, files);
    default:
      return assertNever(command);
  }
}

function planCreate(text: string, content: string, files: SessionFiles): Plan {
  const parsed = parseToolPath(text);
  if (parsed.kind === 'invalid') return failed(parsed.message);
  const { path, shown } = parsed;
  if (path === '/' || files.has(path) || filesBelow(files, path).length > 0)
    return failed(`File ${shown} already exists`);
  const blocking = collidingPath(path, files.keys());
  if (blocking !== null) return failed(`${toolPathOf(blocking)} is a file, so nothing can be created below it.`);
  return written({ file: null, path, text: content }, `Created ${shown}`);
}

function onFile(text: string, files: SessionFiles, plan: (file: SessionFile, shown: string) => Plan): Plan {
  const parsed = parseToolPath(text);
  if (parsed.kind === 'invalid') return failed(parsed.message);
  const file = files.get(parsed.path);
  if (file !== undefined) return plan(file, parsed.shown);
  return parsed.path === '/' || filesBelow(files, parsed.path).length > 0
    ? failed(`The path ${parsed.shown} is not a file.`)
    : failed(`The path ${parsed.shown} does not exist. Please provide a valid path.`);
}

function planReplace(file: SessionFile, shown: string, before: string, after: string): Plan {
  const { text, path } = file.memory;
  const starts = before === '' ? [] : occurrences(text, before);
  const [start] = starts;
  if (start === undefined) {
    return failed(`No replacement was performed, old_str \`${before}\` did not appear verbatim in ${shown}.`);
  }
  if (starts.length > 1) {
    const lines = starts.map((at) => lineOf(text, at)).join(', ');
    return failed(
      `No replacement was performed. Multiple occurrences of old_str \`${before}\` in lines: ${lines}. Please ensure it is unique`,
    );
  }
  const replaced = `${text.slice(0, start)}${after}${text.slice(start + before.length)}`;
  const first = Math.max(1, lineOf(text, start) - CONTEXT_LINES);
  const last = lineOf(replaced, start + after.length) + CONTEXT_LINES;
  const snippet = numberLines(replaced.split('\n').slice(first - 1, last), first);
  return written({ file, path, text: replaced }, `Edited ${shown}`, snippet);
}

function planInsert(file: SessionFile, shown: string, line: number, inserted: string): Plan {
  const lines = file.memory.text.split('\n');
  if (line < 0 || line > lines.length) {
    return failed(
      `Invalid \`insert_line\` parameter: ${line}. It should be within the range of lines of the file: [0, ${lines.length}]`,
    );
  }
  const text = [...lines.slice(0, line), inserted.replace(/\n$/u, ''), ...lines.slice(line)].join('\n');
  return written({ file, path: file.memory.path, text }, `Edited ${shown}`);
}

function planDelete(text: string, files: SessionFiles): Plan {
  const parsed = parseToolPath(text);
  if (parsed.kind === 'invalid') return failed(parsed.message);
  if (parsed.path === '/') return failed('Cannot delete the /memories directory itself');
  const found = foundAt(files, parsed.path);
  if (found.length === 0) return failed(`The path ${parsed.shown} does not exist`);
  const edits = found.map((file) => ({ file, path: file.memory.path, text: null }));
  return { kind: 'edits', edits, done: `Deleted ${parsed.shown}`, detail: '' };
}

function planRename(from: string, to: string, files: SessionFiles): Plan {
  const source = parseToolPath(from);
  if (source.kind === 'invalid') return failed(source.message);
  const target = parseToolPath(to);
  if (target.kind === 'invalid') return failed(target.message);
  if (source.path === '/') return failed('Cannot rename the /memories directory itself');
  const found = foundAt(files, source.path);
  if (found.length === 0) return failed(`The path ${source.shown} does not exist`);
  if (target.path === '/' || foundAt(files, target.path).length > 0) {
    return failed(`The destination ${target.shown} already exists`);
  }
  const moved = new Set(found.map(({ memory }) => memory.path));
  const others = [...files.keys()].filter((path) => !moved.has(path));
  const edits = found.map((file) => ({
    file,
    path: `${target.path}${file.memory.path.slice(source.path.length)}`,
    text: file.memory.text,
  }));
  for (const { path } of edits) {
    const parsed = parseToolPath(toolPathOf(path));
    if (parsed.kind === 'invalid') return failed(parsed.message);
    const blocking = collidingPath(path, others);
    if (blocking !== null) return failed(`${toolPathOf(blocking)} is in the way of ${toolPathOf(path)}.`);
  }
  return { kind: 'edits', edits, done: `Renamed ${source.shown} to ${target.shown}`, detail: '' };
}

/** The file at the path, or all those below it. */
function foundAt(files: SessionFiles, path: string): readonly SessionFile[] {
  const file = files.get(path);
  return file === undefined ? filesBelow(files, path) : [file];
}

function written(edit: PlannedEdit, done: string, detail = ''): Plan {
  const problem = textProblem(edit.text ?? '');
  if (problem !== null) return failed(problem);
  return { kind: 'edits', edits: [edit], done, detail };
}

function occurrences(text: string, part: string): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) starts.push(at);
  return starts;
}

/** One-based. */
function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function failed(message: string): Plan {
  return { kind: 'error', message };
}
