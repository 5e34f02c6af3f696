import type { Dreamwright } from '../core/dreamwright.ts';
import { describeRedaction, NOT_REACHED } from '../core/journal/describe-redaction.ts';
import { memoryAt } from '../core/memory/memory-at.ts';
import { type Command, UsageError, WorkError } from './command.ts';

export const redactCommand: Command = {
  name: 'redact',
  usage: 'redact PATH-OR-ID [--version NUMBER] [--reason TEXT] [--yes]',
  does: 'takes a memory and all its versions, or one of them (1 is the oldest), off the disk for good; without --yes it only says what would go',
  takes: 'names',
  options: { version: { type: 'string' }, reason: { type: 'string' }, yes: { type: 'boolean' } },
  async run(context) {
    const [name, ...rest] = context.positionals;
    if (name === undefined || rest.length > 0) throw new UsageError('redact needs the path or id of one memory');
    const store = await context.store();
    const memory = (await memoryAt(store, name))?.id ?? name;
    const version = await versionNumbered(store, memory, context.text('version'));
    const dryRun = !context.flag('yes');
    const reason = context.text('reason') ?? 'asked for on the command line';
    const outcome = await store.redactVersion(memory, version, reason, { dryRun });
    if (outcome.kind === 'invalid') throw new WorkError(`${name}: ${outcome.message}`);
    const { versions, memories, masked, sessions } = outcome;
    if (context.json) {
      const redacted = { versions, memories, masked, sessions, not_reached: NOT_REACHED };
      context.print(JSON.stringify({ redacted, done: !dryRun }));
      return 0;
    }
    const count = `${versions} ${versions === 1 ? 'version' : 'versions'}`;
    context.print(dryRun ? `Would redact ${count} for good; add --yes to do it.` : `Redacted ${count}.`);
    for (const line of describeRedaction(outcome, await store.sessions())) context.print(line);
    context.print(NOT_REACHED);
    return 0;
  },
};

async function versionNumbered(
  store: Pick<Dreamwright, 'versions'>,
  memory: string,
  asked: string | undefined,
): Promise<string> {
  const versions = await store.versions(memory);
  if (versions.length === 0) throw new WorkError('There is no such memory; `dreamwright memories` lists them.');
  if (asked === undefined) return 'all';
  const version = /^\d+$/u.test(asked) ? versions[Number(asked) - 1] : undefined;
  if (version === undefined) throw new UsageError(`--version is a number from 1 to ${versions.length}`);
  return version.id;
}
