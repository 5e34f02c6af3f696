import type { Tool } from './tool.ts';
import { inputSchema, list, optional, readInput, text } from './tool-input.ts';

const INPUT = {
  question: text('One clear question.'),
  options: optional(list('Answers to choose from, if there are only a few.', text('An answer.')), []),
};

export const askPersonTool: Tool = {
  name: 'ask_person',
  description:
    'Asks the person and waits for the answer. Use it where only they can decide; not for what the workspace can tell you.',
  inputSchema: inputSchema(INPUT),
  plan: async (input, { askPerson, event }) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { question, options } = read.values;
    return {
      kind: 'plan',
      title: `ask: ${question}`,
      effect: 'ask',
      changes: false,
      subject: question,
      dangers: [],
      run: async (signal) => {
        const answer = await askPerson({ call: event.call, question, options }, signal);
        return answer === null
          ? { text: 'The person gave no answer.', isError: true, origin: 'assistant', summary: 'no answer' }
          : // An option that was chosen is in the model's words still.
            {
              text: answer,
              isError: false,
              origin: options.includes(answer) ? 'assistant' : 'user',
              summary: 'answered',
            };
      },
    };
  },
};
