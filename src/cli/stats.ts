import type { Command } from './command.ts';

/** The words of a camel-case name. */
function words(name: string): readonly string[] {
  return name.split(/(?=[A-Z])/u).map((word) => word.toLowerCase());
}

export const statsCommand: Command = {
  name: 'stats',
  usage: 'stats',
  does: 'memory health, sizes, tokens, use',
  takes: 'nothing',
  options: {},
  async run(context) {
    const statistics = await (await context.store()).statistics();
    if (context.json) {
      const named = Object.entries(statistics).map(([key, value]) => [words(key).join('_'), value]);
      context.print(JSON.stringify(Object.fromEntries(named)));
      return 0;
    }
    for (const [key, value] of Object.entries(statistics)) context.print(`${words(key).join(' ').padEnd(16)} ${value}`);
    return 0;
  },
};
