import { assertNever } from '../../assert-never.ts';
import { type MemoryCommand, parseMemoryCommand } from '../../memory/tool/memory-command.ts';
import type { Tool } from './tool.ts';
import { choice, inputSchema, list, optional, text, wholeNumber } from './tool-input.ts';

const COMMANDS = ['view', 'create', 'str_replace', 'insert', 'delete', 'rename'] as const;
const INPUT = {
  command: choice('What to do.', COMMANDS),
  path: optional(text('Path under /memories.')),
  view_range: optional(list('First and last line to view.', wholeNumber('A line.'))),
  file_text: optional(text('For create: the whole text.')),
  old_str: optional(text('For str_replace: what to replace.')),
  new_str: optional(text('For str_replace: what stands there afterwards.')),
  insert_line: optional(wholeNumber('For insert: the line after which the text goes, 0 for the beginning.')),
  insert_text: optional(text('For insert: the text.')),
  old_path: optional(text('For rename: the path now.')),
  new_path: optional(text('For rename: the path afterwards.')),
};

/** Anthropic's memory tool (`memory_20250818`) over the memory of the workspace. */
export const memoryTool: Tool = {
  name: 'memory',
  description:
    'Looks into what is remembered of past work here (/memories), and proposes what to remember. What you write passes rules, and may wait for the person.',
  inputSchema: inputSchema(INPUT),
  plan: async (input, context) => {
    const parsed = parseMemoryCommand(input);
    if (parsed.kind === 'invalid') return parsed;
    const { command } = parsed;
    const changes = command.kind !== 'view';
    if (changes && context.isPrivate) {
      return { kind: 'invalid', message: 'This session is private: nothing of it is remembered.' };
    }
    return {
      kind: 'plan',
      title: titleOf(command),
      effect: 'memory',
      changes,
      subject: command.kind === 'rename' ? command.from : command.path,
      dangers: [],
      run: async () => {
        const { memory, header, event, gate } = context;
        const answer = await memory.memoryTool({ header, input, event, ...gate });
        const isError = answer.kind === 'error' || answer.kind === 'refused';
        return { text: answer.text, isError, origin: answer.origin, summary: answer.kind };
      },
    };
  },
};

function titleOf(command: MemoryCommand): string {
  switch (command.kind) {
    case 'view':
      return `look into memory ${command.path}`;
    case 'create':
      return `remember ${command.path}`;
    case 'str_replace':
    case 'insert':
      return `change memory ${command.path}`;
    case 'delete':
      return `forget ${command.path}`;
    case 'rename':
      return `move memory ${command.from} to ${command.to}`;
    default:
      return assertNever(command);
  }
}
