import { resolve } from 'node:path';
import { importers } from '../importers/importers.ts';
import { type Command, UsageError } from './command.ts';

export const importCommand: Command = {
  name: 'import',
  usage: 'import PATH… [--format NAME] [--trust user|none] [--author NAME]',
  does: 'reads transcripts (files, folders) into the store; the same session again adds only what is new',
  takes: 'names',
  options: { format: { type: 'string' }, trust: { type: 'string' }, author: { type: 'string' } },
  async run(context) {
    if (context.positionals.length === 0) throw new UsageError('import needs a file or a folder: import PATH…');
    const trust = context.text('trust') ?? 'user';
    if (trust !== 'user' && trust !== 'none') throw new UsageError('--trust is "user" or "none"');
    const format = context.text('format');
    const formats = importers.map(({ name }) => name);
    if (format !== undefined && !formats.includes(format))
      throw new UsageError(`--format is one of ${formats.join(', ')}`);
    const author = context.text('author');
    const dreamwright = await context.store();
    const report = await dreamwright.import(
      context.positionals.map((path) => resolve(path)),
      { trust, ...(format === undefined ? {} : { format }), ...(author === undefined ? {} : { author }) },
      { signal: context.signal, onProgress: (progress) => context.progress(progress.label) },
    );
    if (context.json) {
      context.print(JSON.stringify(report));
    } else {
      for (const session of report.imported) {
        const lost = session.lost > 0 ? `, ${session.lost} lines could not be read` : '';
        context.print(`${session.session}  ${session.format}  ${session.events} new events${lost}`);
      }
      for (const { path, reason } of report.skipped) context.print(`skipped ${path}: ${reason}`);
      const added = report.imported.reduce((sum, session) => sum + session.events, 0);
      const counted = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;
      const sizes = [counted(report.imported.length, 'session'), counted(added, 'new event')];
      context.print(`${sizes.join(', ')}, ${counted(report.skipped.length, 'file')} skipped.`);
    }
    return report.imported.length === 0 && report.skipped.length > 0 ? 1 : 0;
  },
};
