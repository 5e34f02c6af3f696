import { MEMORY_KINDS, type MemoryKind } from '../core/memory/memory.ts';
import { type Command, UsageError, WorkError } from './command.ts';
import { proposalJson } from './json.ts';

function parseKind(text: string | undefined): MemoryKind | undefined {
  if (text === undefined) return undefined;
  const kind = MEMORY_KINDS.find((candidate) => candidate === text);
  if (kind === undefined) throw new UsageError(`--kind is one of ${MEMORY_KINDS.join(', ')}`);
  return kind;
}

export const rememberCommand: Command = {
  name: 'remember',
  usage: 'remember TEXT [--path P] [--kind K]',
  does: 'keeps a memory on your word',
  takes: 'text',
  options: { path: { type: 'string' }, kind: { type: 'string' } },
  async run(context) {
    const text = context.positionals.join(' ').trim();
    if (text === '') throw new UsageError('remember needs a text: remember TEXT');
    const kind = parseKind(context.text('kind'));
    const path = context.text('path');
    const outcome = await (await context.store()).remember({
      text,
      ...(kind === undefined ? {} : { kind }),
      ...(path === undefined ? {} : { path }),
    });
    switch (outcome.kind) {
      case 'committed': {
        const item = outcome.items[0];
        if (context.json) context.print(JSON.stringify({ proposal: item === undefined ? null : proposalJson(item) }));
        else context.print(`Remembered at ${outcome.memories[0]?.path}.`);
        return 0;
      }
      case 'refused':
      case 'waiting': {
        if (context.json) context.print(JSON.stringify({ proposal: proposalJson(outcome.item) }));
        const rules = outcome.item.verdict.hits.map((hit) => `${hit.rule} (${hit.detail})`).join(', ');
        throw new WorkError(`Not remembered: ${rules}. Change the text and try again.`);
      }
      case 'conflict':
      case 'invalid':
        throw new WorkError(outcome.message);
      case 'rejected':
        throw new WorkError('Not remembered.');
    }
  },
};
