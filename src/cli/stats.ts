import type { Command } from './command.ts';

export const statsCommand: Command = {
  name: 'stats',
  usage: 'stats',
  does: 'memory health, sizes, tokens, use',
  options: {},
  async run(context) {
    const statistics = await (await context.store()).statistics();
    if (context.json) {
      const snakeCase = Object.entries(statistics).map(([key, value]) => [
        key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
        value,
      ]);
      context.print(JSON.stringify(Object.fromEntries(snakeCase)));
      return 0;
    }
    for (const [key, value] of Object.entries(statistics)) context.print(`${key.padEnd(16)} ${value}`);
    return 0;
  },
};
