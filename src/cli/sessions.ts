import type { Command } from './command.ts';
import { sessionJson } from './json.ts';

export const sessionsCommand: Command = {
  name: 'sessions',
  usage: 'sessions',
  does: 'lists the sessions in the store',
  takes: 'nothing',
  options: {},
  async run(context) {
    const sessions = await (await context.store()).sessions();
    if (context.json) {
      context.print(JSON.stringify({ sessions: sessions.map(sessionJson) }));
      return 0;
    }
    for (const session of sessions) {
      context.print(
        `${session.started.slice(0, 16).replace('T', ' ')}  ${session.session}  ${session.events} events  ${session.title}`,
      );
    }
    if (sessions.length === 0) context.print('No sessions yet. Import some: dreamwright import PATH…');
    return 0;
  },
};
