import type { ImportReport } from '../../core/dreamwright.ts';
import { count } from '../count.ts';

/** What an import brought, in one line. */
export function importSummary(report: ImportReport): string {
  const fresh = report.imported.filter((session) => session.events > 0);
  const events = fresh.reduce((sum, session) => sum + session.events, 0);
  const problems = importProblems(report).length;
  const skipped = problems === 0 ? '' : ` ${count(problems, 'problem')} noted in the log.`;
  if (report.imported.length === 0) return `No sessions were found there.${skipped}`;
  if (fresh.length === 0) return `Nothing new in ${count(report.imported.length, 'session')}.${skipped}`;
  return `${count(events, 'new event')} from ${count(fresh.length, 'session')} imported.${skipped}`;
}

/** Files that were left out and lines that could not be read, one line each. */
export function importProblems(report: ImportReport): readonly string[] {
  return [
    ...report.skipped.map(({ path, reason }) => `Skipped ${path}: ${reason}`),
    ...report.imported
      .filter((session) => session.lost > 0)
      .map((session) => `Session ${session.session}: ${count(session.lost, 'line')} could not be read`),
  ];
}
