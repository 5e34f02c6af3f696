import type { Evidence } from '../../core/evidence.ts';

/** A piece of a report that leads somewhere, by its offsets in the text. */
export interface ReportLink {
  readonly start: number;
  readonly end: number;
  readonly target:
    | { readonly kind: 'evidence'; readonly session: string; readonly event: string }
    | { readonly kind: 'memory'; readonly path: string };
}

const QUOTED = /“(?<quote>[^\n]*?)” \(session (?<session>[^\n)]+)\)/gu;
const HEADING = /^### [^\n/]*(?<path>\/[^\n]*)$/gmu;

/** Where a dream's report quotes a session or names a memory. */
export function findReportLinks(report: string, evidence: readonly Evidence[]): readonly ReportLink[] {
  const quoted = Array.from(report.matchAll(QUOTED)).flatMap(({ index, 0: whole, groups }): ReportLink[] => {
    const found = evidence.find(({ session, quote }) => session === groups?.['session'] && quote === groups['quote']);
    if (found === undefined) return [];
    const target = { kind: 'evidence', session: found.session, event: found.event } as const;
    return [{ start: index + whole.lastIndexOf('(') + 1, end: index + whole.length - 1, target }];
  });
  const named = Array.from(report.matchAll(HEADING)).map(({ index, 0: whole, groups }): ReportLink => {
    const path = groups?.['path'] ?? '';
    return { start: index + whole.length - path.length, end: index + whole.length, target: { kind: 'memory', path } };
  });
  return [...quoted, ...named].sort((a, b) => a.start - b.start);
}
