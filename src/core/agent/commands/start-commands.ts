import type { SlashCommand } from './slash-command.ts';

export const dreamCommand: SlashCommand = {
  name: 'dream',
  argument: '',
  description: 'Review past sessions and tidy the memory now',
  run: async (_argument, { start }) => {
    await start('dream');
    return 'Dreaming. The status bar shows how far it is.';
  },
};

export const reviewCommand: SlashCommand = {
  name: 'review',
  argument: '',
  description: 'Show what waits for your decision',
  run: async (_argument, { start }) => {
    await start('review');
    return 'The Review view shows what waits for you.';
  },
};
