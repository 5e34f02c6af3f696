import { CSV_HEADER, entryCsv } from '../core/journal/entry-csv.ts';
import { type EntrySelection, isSelected } from '../core/journal/select-entries.ts';
import { type Command, type CommandContext, UsageError, WorkError } from './command.ts';
import { timeOption } from './time-option.ts';

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit [verify | export --format jsonl|csv [--since ISO] [--until ISO] [--actor NAME] [--path PREFIX]]',
  does: 'proves the journal and its signed heads, or prints it',
  takes: 'names',
  options: {
    format: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    actor: { type: 'string' },
    path: { type: 'string' },
  },
  async run(context) {
    const [action = 'verify', ...rest] = context.positionals;
    if (rest.length > 0) throw new UsageError(`audit ${action} does not take "${rest[0]}"`);
    if (action === 'verify') return verify(context);
    if (action === 'export') return exportEntries(context);
    throw new UsageError(`audit ${action} is not known; use verify or export`);
  },
};

async function verify(context: CommandContext): Promise<number> {
  const proof = await (await context.store()).verifyJournal();
  if (context.json) {
    context.print(JSON.stringify(proof.ok ? proof : { ok: false, first_bad: proof.firstBad, reason: proof.reason }));
    return proof.ok ? 0 : 1;
  }
  if (!proof.ok) {
    throw new WorkError(
      `The journal breaks at entry ${proof.firstBad}: ${proof.reason}. Restore a backup, or export what stands.`,
    );
  }
  context.print(`The journal proves: ${proof.entries} entries, signed up to entry ${proof.signed}.`);
  for (const warning of proof.warnings) context.print(warning);
  return 0;
}

async function exportEntries(context: CommandContext): Promise<number> {
  const format = context.text('format') ?? 'jsonl';
  if (format !== 'jsonl' && format !== 'csv') throw new UsageError('--format is "jsonl" or "csv"');
  const selection: EntrySelection = {
    since: timeOption(context, 'since')?.first,
    until: timeOption(context, 'until')?.end,
    actor: context.text('actor'),
    path: context.text('path'),
  };
  const entries = await (await context.store()).journal();
  if (format === 'csv') context.print(CSV_HEADER);
  for (const entry of entries) {
    if (isSelected(entry, selection)) context.print(format === 'csv' ? entryCsv(entry) : JSON.stringify(entry));
  }
  return 0;
}
