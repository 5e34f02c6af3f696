import type { JournalEntry } from '../core/store.ts';
import { type Command, UsageError, WorkError } from './command.ts';

function csvField(value: string): string {
  return /[",\n\r]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function csvLine(entry: JournalEntry): string {
  const kind = entry.record?.kind ?? 'redacted';
  const fields = [
    String(entry.sequence),
    entry.id,
    entry.at,
    JSON.stringify(entry.actor),
    kind,
    JSON.stringify(entry.record),
    entry.hash,
  ];
  return fields.map(csvField).join(',');
}

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit [verify | export --format jsonl|csv]',
  does: 'proves the journal, or prints it',
  takes: 'names',
  options: { format: { type: 'string' } },
  async run(context) {
    const [action = 'verify', ...rest] = context.positionals;
    if (rest.length > 0) throw new UsageError(`audit ${action} does not take "${rest[0]}"`);
    if (action !== 'verify' && action !== 'export')
      throw new UsageError(`audit ${action} is not known; use verify or export`);
    const format = context.text('format') ?? 'jsonl';
    if (format !== 'jsonl' && format !== 'csv') throw new UsageError('--format is "jsonl" or "csv"');
    const dreamwright = await context.store();
    if (action === 'verify') {
      const proof = await dreamwright.verifyJournal();
      if (context.json) {
        context.print(
          JSON.stringify(proof.ok ? proof : { ok: false, first_bad: proof.firstBad, reason: proof.reason }),
        );
        return proof.ok ? 0 : 1;
      }
      if (!proof.ok)
        throw new WorkError(
          `The journal breaks at entry ${proof.firstBad}: ${proof.reason}. Restore a backup, or export what stands.`,
        );
      context.print(`The journal proves: ${proof.entries} entries.`);
      return 0;
    }
    if (format === 'csv') context.print('sequence,id,at,actor,kind,record,hash');
    for (const entry of await dreamwright.journal()) {
      context.print(format === 'csv' ? csvLine(entry) : JSON.stringify(entry));
    }
    return 0;
  },
};
