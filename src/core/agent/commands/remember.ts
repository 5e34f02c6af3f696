import { changeSentence } from './change-sentence.ts';
import type { SlashCommand } from './slash-command.ts';

export const rememberCommand: SlashCommand = {
  name: 'remember',
  argument: 'what to keep',
  description: 'Keep this in the workspace memory',
  run: async (argument, { memory }) => {
    if (argument === '')
      return 'Write what to keep after /remember, for example: /remember Run the formatter before lint.';
    return changeSentence(await memory.remember({ text: argument }), 'Saved');
  },
};
