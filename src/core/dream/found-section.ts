import type { Finding, Statement } from './finding.ts';

/** Corrections of a single session that are named one by one; they are many, and none led to a proposal. */
const NAMED = 5;

/** What a dream found, as a table, with what was corrected only once told below it in a few lines. */
export function foundSection(findings: readonly Finding[]): string {
  if (findings.length === 0) return '## Found\n\nNothing found.';
  const once = findings.filter(isSaidOnce);
  const rest = findings.filter((finding) => !isSaidOnce(finding));
  const table =
    rest.length === 0 ? '' : `| score | kind | what |\n| --- | --- | --- |\n${rest.map(findingLine).join('\n')}`;
  return ['## Found', table, saidOnce(once)].filter((part) => part !== '').join('\n\n');
}

function isSaidOnce(finding: Finding): finding is Statement {
  return finding.kind === 'correction' && finding.standing === 'none' && finding.sessions.length === 1;
}

function findingLine(finding: Finding): string {
  return `| ${finding.score.toFixed(2)} | ${finding.kind} | ${finding.summary.replaceAll('|', '\\|')} |`;
}

function saidOnce(statements: readonly Statement[]): string {
  if (statements.length === 0) return '';
  const lines = statements.slice(0, NAMED).map(({ text }) => `- “${text}”`);
  const more = statements.length > NAMED ? [`- and ${statements.length - NAMED} more`] : [];
  const title = statements.length === 1 ? '1 correction' : `${statements.length} corrections`;
  return `${title} of one session alone, so that nothing was proposed:\n\n${[...lines, ...more].join('\n')}`;
}
