import { assertNever } from '../../assert-never.ts';
import { hashText } from '../../hash-text.ts';
import { locatePath } from './located-path.ts';
import type { Tool, ToolOutcome } from './tool.ts';
import { inputSchema, optional, readInput, text, wholeNumber } from './tool-input.ts';
import type { FileAnswer } from './workspace-port.ts';

const MOST_LINES = 2_000;
const MOST_CHARACTERS = 50_000;
const LONGEST_LINE = 2_000;
const KEPT_NAME = /^(?:output|result):\S+$/u;

const INPUT = {
  path: text(
    'Path of the file, relative to the workspace; or the name of a kept output, such as output:1 or result:CALL.',
  ),
  first_line: optional(wholeNumber('The first line to read, from 1.'), 1),
  line_count: optional(wholeNumber(`How many lines to read; ${MOST_LINES} when left out.`), MOST_LINES),
};

interface Lines {
  readonly first: number;
  readonly count: number;
}

export const readFileTool: Tool = {
  name: 'read_file',
  description:
    'Reads a text file of the workspace, each line with its number. Read a file before you edit it. Long files come in pieces: ask for further lines with first_line.',
  inputSchema: inputSchema(INPUT),
  isParallel: true,
  plan: async (input, context) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { path, first_line: first, line_count: count } = read.values;
    if (first < 1 || count < 1) return { kind: 'invalid', message: 'Lines are counted from 1.' };
    const lines = { first, count: Math.min(count, MOST_LINES) };
    const range = first === 1 && count >= MOST_LINES ? '' : `:${first}-${first + count - 1}`;
    const kept = context.outputs.read(path);
    if (kept !== undefined) {
      const run = async (): Promise<ToolOutcome> => shownLines(kept.text, lines, kept.origin);
      return {
        kind: 'plan',
        title: `read ${path}${range}`,
        effect: 'read',
        changes: false,
        subject: path,
        dangers: [],
        run,
      };
    }
    if (KEPT_NAME.test(path)) {
      return { kind: 'invalid', message: `${path} is kept no longer. Make the call again that gave it, for less.` };
    }
    const { place, dangers, origin } = await locatePath(path, context);
    return {
      kind: 'plan',
      title: `read ${place.path}${range}`,
      effect: 'read',
      changes: false,
      subject: place.path,
      dangers,
      run: async (signal) => {
        const answer = await context.workspace.readFile(place.path, signal);
        if (answer.kind !== 'file') return notRead(answer, place.path);
        context.reads.set(place.path, hashText(answer.text));
        return shownLines(answer.text, lines, origin);
      },
    };
  },
};

function notRead(answer: Exclude<FileAnswer, { kind: 'file' }>, path: string): ToolOutcome {
  return { text: notReadBecause(answer, path), isError: true, origin: 'assistant', summary: 'not read' };
}

/** Why a file could not be read, and what to do instead. */
export function notReadBecause(answer: Exclude<FileAnswer, { kind: 'file' }>, path: string): string {
  switch (answer.kind) {
    case 'missing':
      return `There is no file ${path}. Look for it with list_folder or search_text.`;
    case 'folder':
      return `${path} is a folder. Use list_folder.`;
    case 'binary':
      return `${path} is not a text file (${answer.bytes} bytes).`;
    case 'too-large':
      return `${path} is too large to be read (${answer.bytes} bytes). Look into it with search_text, or with a command such as head.`;
    default:
      return assertNever(answer);
  }
}

function shownLines(whole: string, { first, count }: Lines, origin: 'tool' | 'external'): ToolOutcome {
  const lines = whole.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (first > Math.max(lines.length, 1)) {
    const message = `There are only ${lines.length} lines.`;
    return { text: message, isError: true, origin: 'assistant', summary: 'not read' };
  }
  const shown: string[] = [];
  let characters = 0;
  for (const line of lines.slice(first - 1, first - 1 + count)) {
    const cut =
      line.length > LONGEST_LINE
        ? `${line.slice(0, LONGEST_LINE)}[… ${line.length - LONGEST_LINE} more characters]`
        : line;
    characters += cut.length + 1;
    if (characters > MOST_CHARACTERS && shown.length > 0) break;
    shown.push(`${first + shown.length}\t${cut}`);
  }
  const next = first + shown.length;
  const rest =
    next <= lines.length ? `\n[${lines.length - next + 1} more lines. Read on with first_line ${next}.]` : '';
  const summary = shown.length === 1 ? '1 line' : `${shown.length} lines`;
  return {
    text: shown.length === 0 ? 'The file is empty.' : `${shown.join('\n')}${rest}`,
    isError: false,
    origin,
    summary,
  };
}
