import type { RevertFilter } from '../core/dream/undo/decide-revert.ts';
import { ORIGINS } from '../core/origin.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { timeOption } from './time-option.ts';

export const undoCommand: Command = {
  name: 'undo',
  usage: 'undo DREAM-ID | undo [--commit ID] [--session ID] [--origin NAME] [--since ISO] [--until ISO]',
  does: 'takes a whole dream back (`undo` with the id it prints brings it back again), or all changes that fit',
  takes: 'names',
  options: {
    commit: { type: 'string' },
    session: { type: 'string' },
    origin: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
  },
  async run(context) {
    const [dream, ...rest] = context.positionals;
    const filter = readFilter(context);
    const isOne = (dream === undefined) !== (Object.keys(filter).length === 0);
    if (!isOne || rest.length > 0)
      throw new UsageError('undo needs the id of one dream, or what the changes have in common: undo --session ID');
    const store = await context.store();
    const undone = dream === undefined ? await store.revert(filter) : await store.undo(dream);
    if (context.json) {
      context.print(JSON.stringify({ undone }));
      return 0;
    }
    const merges = undone.merges > 0 ? ` ${undone.merges} had changed since and wait for you.` : '';
    context.print(`Undone: ${undone.memories} memories restored, ${undone.withdrawn} proposals withdrawn.${merges}`);
    const again = dream === undefined ? '--commit ' : '';
    if (undone.commit !== null) context.print(`To bring it back: dreamwright undo ${again}${undone.commit}`);
    return 0;
  },
};

function readFilter(context: CommandContext): RevertFilter {
  const commit = context.text('commit');
  const session = context.text('session');
  const name = context.text('origin');
  const origin = ORIGINS.find((candidate) => candidate === name);
  if (name !== undefined && origin === undefined) throw new UsageError(`--origin is one of ${ORIGINS.join(', ')}`);
  const since = timeOption(context, 'since')?.first;
  const until = timeOption(context, 'until')?.end;
  return {
    ...(commit && { commit }),
    ...(session && { session }),
    ...(origin && { origin }),
    ...(since && { since }),
    ...(until && { until }),
  };
}
