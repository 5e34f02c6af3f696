import type { MovedThreshold } from '../core/dream/learn/learned-thresholds.ts';
import { tellDecisions, tellThreshold } from '../core/dream/learn/tell-threshold.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';

function printThresholds(context: CommandContext, moved: readonly MovedThreshold[]): void {
  if (context.json) {
    context.print(JSON.stringify({ thresholds: moved }));
    return;
  }
  for (const threshold of moved) {
    context.print(`${threshold.name}  ${tellThreshold(threshold)} (${tellDecisions(threshold)})`);
  }
  if (moved.length === 0) context.print('No decision has moved a threshold.');
}

export const thresholdsCommand: Command = {
  name: 'thresholds',
  usage: 'thresholds [list | reset [NAME…]]',
  does: 'shows how decisions of reviewers moved the thresholds of dreams, and puts them back',
  takes: 'names',
  options: {},
  async run(context) {
    const [action = 'list', ...names] = context.positionals;
    const dreamwright = await context.store();
    const moved = await dreamwright.thresholds();
    if (action === 'reset') {
      const named = moved.filter(({ name }) => names.includes(name));
      const unknown = names.find((name) => named.every((one) => one.name !== name));
      if (unknown !== undefined)
        throw new UsageError(`${unknown} was not moved; \`dreamwright thresholds\` lists what was`);
      await dreamwright.resetThresholds(names.length === 0 ? 'all' : named.map(({ name }) => name));
      printThresholds(context, await dreamwright.thresholds());
      return 0;
    }
    if (action !== 'list' || names.length > 0) {
      throw new UsageError(`thresholds ${action} is not known; use list or reset`);
    }
    printThresholds(context, moved);
    return 0;
  },
};
