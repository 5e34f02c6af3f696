import { type Command, UsageError } from './command.ts';

export const undoCommand: Command = {
  name: 'undo',
  usage: 'undo DREAM-ID',
  does: 'takes a whole dream back; `undo` with the id it prints brings it back again',
  takes: 'names',
  options: {},
  async run(context) {
    const [dream, ...rest] = context.positionals;
    if (dream === undefined || rest.length > 0) throw new UsageError('undo needs the id of one dream: undo DREAM-ID');
    const undone = await (await context.store()).undo(dream);
    if (context.json) {
      context.print(JSON.stringify({ undone }));
    } else {
      const merges = undone.merges > 0 ? ` ${undone.merges} had changed since and wait for you.` : '';
      context.print(`Undone: ${undone.memories} memories restored, ${undone.withdrawn} proposals withdrawn.${merges}`);
      context.print(`To bring it back: dreamwright undo ${undone.commit}`);
    }
    return 0;
  },
};
