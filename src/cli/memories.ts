import { lastDayBefore } from '../core/memory/last-day.ts';
import type { Command } from './command.ts';
import { memoryJson } from './json.ts';

export const memoriesCommand: Command = {
  name: 'memories',
  usage: 'memories [--path PREFIX]',
  does: 'shows the memories as they stand',
  takes: 'nothing',
  options: { path: { type: 'string' } },
  async run(context) {
    const memories = await (await context.store()).memories(context.text('path'));
    if (context.json) {
      context.print(JSON.stringify({ memories: memories.map(memoryJson) }));
      return 0;
    }
    for (const memory of memories) {
      const ended = memory.validTo === null ? '' : `  (until ${lastDayBefore(memory.validTo)})`;
      context.print(`${memory.path}${ended}\n    ${memory.text.replace(/\s+/gu, ' ').slice(0, 200)}`);
    }
    if (memories.length === 0) context.print('No memories yet.');
    return 0;
  },
};
