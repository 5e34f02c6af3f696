import type { ApproverRule, Constitution } from './constitution.ts';

/** What a person's constitution file adds, and what of it could not be read, one clear line each. */
export interface ParsedConstitution {
  readonly addition: Partial<Constitution>;
  /** The person's own rule, honoured only in their own file: sessions older than so many days are removed. */
  readonly keepSessionsDays: number | null;
  readonly problems: readonly string[];
}

interface Line {
  readonly number: number;
  readonly text: string;
}

type SectionName = 'protected paths' | 'protected topics' | 'never store' | 'approvers' | 'two approvers' | 'retention';
const SECTIONS: readonly SectionName[] = [
  'protected paths',
  'protected topics',
  'never store',
  'approvers',
  'two approvers',
  'retention',
];

const isSection = (title: string): title is SectionName => SECTIONS.some((name) => name === title);

/**
 * Reads a constitution: list items below the headings *Protected paths*, *Protected topics*, *Never store*, *Approvers*
 * (`/path/: ann, bob`), *Two approvers* and *Retention* (`sessions: 90 days`); all other list items are principles.
 * Whatever the text, what comes out can only be added to what stands.
 */
export function parseConstitution(text: string): ParsedConstitution {
  const sections = new Map<SectionName | 'principles', Line[]>();
  let current: SectionName | 'principles' = 'principles';
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/u.exec(line)?.[1]?.toLowerCase();
    if (heading !== undefined) current = isSection(heading) ? heading : 'principles';
    const item = /^\s*[-*+]\s+(\S.*?)\s*$/u.exec(line)?.[1];
    if (item === undefined) continue;
    sections.set(current, [...(sections.get(current) ?? []), { number: index + 1, text: unquote(item) }]);
  }
  const of = (name: SectionName | 'principles'): readonly Line[] => sections.get(name) ?? [];
  const problems: string[] = [];
  const paths = (name: SectionName): readonly string[] =>
    of(name).flatMap(({ number, text: path }) => {
      if (path.startsWith('/')) return [path];
      problems.push(`Line ${number}: "${path}" is no path; write it as /folder/.`);
      return [];
    });
  const phrases = (name: SectionName | 'principles') => of(name).map((line) => line.text);
  const addition: Partial<Constitution> = {
    principles: phrases('principles'),
    protectedPaths: paths('protected paths'),
    protectedTopics: phrases('protected topics'),
    neverStore: phrases('never store'),
    approvers: of('approvers').flatMap((line) => readApprovers(line, problems)),
    twoApprovers: paths('two approvers'),
  };
  return { addition, keepSessionsDays: readRetention(of('retention'), problems), problems };
}

function unquote(item: string): string {
  return item.replace(/^`([^`]+)`$/u, '$1');
}

function readApprovers({ number, text }: Line, problems: string[]): readonly ApproverRule[] {
  const [, prefix = '', names = ''] = /^`?(\/[^:`]*)`?\s*:\s*(.+)$/u.exec(text) ?? [];
  const people = names.split(',').flatMap((name) => name.trim() || []);
  if (prefix !== '' && people.length > 0) return [{ prefix, people }];
  problems.push(`Line ${number}: "${text}" names no approvers; write it as /folder/: ann, bob.`);
  return [];
}

function readRetention(lines: readonly Line[], problems: string[]): number | null {
  const days = lines.flatMap(({ number, text }) => {
    const found = /^sessions\s*:\s*([1-9]\d{0,4})\s+days?$/iu.exec(text)?.[1];
    if (found !== undefined) return [Number(found)];
    problems.push(`Line ${number}: "${text}" is no retention rule; write it as sessions: 90 days.`);
    return [];
  });
  return days.length === 0 ? null : Math.min(...days);
}
