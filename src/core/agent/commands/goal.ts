import type { SlashCommand } from './slash-command.ts';

/** The chat carries it out; what stands here is said where it can't. */
export const goalCommand: SlashCommand = {
  name: 'goal',
  argument: 'what must be true, or a Markdown file',
  description: 'Work until each criterion is met, and have it checked',
  run: async (argument) =>
    argument === ''
      ? 'Write after /goal what must be true, with one criterion a line: `- \\`npm test\\` passes` is run, the others are graded. Or name a Markdown file of the workspace.'
      : 'A goal needs a model and a trusted folder. Connect a model with the command Connect Model…, then state the goal again.',
};
