import type { Tool } from './tool.ts';
import { choice, inputSchema, list, object, readInput, text } from './tool-input.ts';

const INPUT = {
  items: list(
    'The whole list; it replaces the one before.',
    object({
      text: text('What is to be done, in a few words.'),
      state: choice('How far it is.', ['open', 'doing', 'done']),
    }),
  ),
};

export const todoListTool: Tool = {
  name: 'todo_list',
  description:
    'Keeps a list of what is to be done, which the person sees. Use it for work of three steps or more, and keep it up to date.',
  inputSchema: inputSchema(INPUT),
  plan: async (input, { setTodos }) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { items } = read.values;
    const done = items.filter(({ state }) => state === 'done').length;
    return {
      kind: 'plan',
      title: 'update the to-do list',
      effect: 'plan',
      changes: false,
      subject: '',
      dangers: [],
      run: async () => {
        setTodos(items);
        const summary = `${done} of ${items.length} done`;
        return { text: `Noted: ${summary}.`, isError: false, origin: 'assistant', summary };
      },
    };
  },
};
