import type { PersonalDataHandling } from '../../dreamwright.ts';
import { type Allowance, allowanceProblem } from '../../gate/allowance.ts';
import type { ApproverRule } from './constitution.ts';
import { type Constitution, tighten } from './constitution.ts';
import { NO_ADDITION, readLevels, readPersonalData, readRules, readThresholds } from './parse-strictness.ts';
import { PRESET_NAMES, type PresetName, presetOf } from './presets.ts';

/** What a person's constitution file adds, and what of it could not be read, one clear line each. */
export interface ParsedConstitution {
  readonly addition: Constitution;
  /** What follows is honoured only in a file of the person's own: sessions older than so many days are removed. */
  readonly keepSessionsDays: number | null;
  readonly personalData: PersonalDataHandling | null;
  readonly allowances: readonly Allowance[];
  readonly problems: readonly string[];
}

/** A list item of the file. */
export interface ConstitutionLine {
  readonly number: number;
  readonly text: string;
}

const SECTIONS = [
  'protected paths',
  'protected topics',
  'never store',
  'approvers',
  'two approvers',
  'levels',
  'rules',
  'thresholds',
  'presets',
  'personal data',
  'allowed',
  'retention',
] as const;
type SectionName = (typeof SECTIONS)[number];

const isSection = (title: string): title is SectionName => SECTIONS.some((name) => name === title);

/**
 * Reads a constitution: list items below the headings *Protected paths*, *Protected topics*, *Never store*, *Approvers*
 * (`/path/: ann, bob`), *Two approvers*, *Levels* (`/path/: cautious`), *Rules* (`personal.* below /path/: refuse`),
 * *Thresholds* (`failures below /path/: 5`), *Presets* (`privacy`), *Personal data* (`mask`), *Allowed*
 * (`secret.high-entropy: build-*`) and *Retention* (`sessions: 90 days`); all other list items are principles. Whatever
 * the text, its `addition` can only be added to what stands.
 */
export function parseConstitution(text: string): ParsedConstitution {
  const sections = sectionsOf(text);
  const of = (name: SectionName | 'principles'): readonly ConstitutionLine[] => sections.get(name) ?? [];
  const problems: string[] = [];
  const paths = (name: SectionName): readonly string[] =>
    of(name).flatMap(({ number, text: path }) => {
      if (path.startsWith('/')) return [path];
      problems.push(`Line ${number}: "${path}" is no path; write it as /folder/.`);
      return [];
    });
  const phrases = (name: SectionName | 'principles') => of(name).map((line) => line.text);
  const presets = readPresets(of('presets'), problems).map(presetOf);
  const own: Constitution = {
    principles: phrases('principles'),
    protectedPaths: paths('protected paths'),
    protectedTopics: phrases('protected topics'),
    neverStore: readNeverStore(of('never store'), problems),
    approvers: of('approvers').flatMap((line) => readApprovers(line, problems)),
    twoApprovers: paths('two approvers'),
    levels: readLevels(of('levels'), problems),
    rules: readRules(of('rules'), problems),
    thresholds: readThresholds(of('thresholds'), problems),
  };
  return {
    addition: presets.map(({ addition }) => addition).reduce(tighten, tighten(NO_ADDITION, own)),
    keepSessionsDays: readRetention(of('retention'), problems),
    personalData: readPersonalData(of('personal data'), presets, problems),
    allowances: readAllowances(of('allowed'), problems),
    problems,
  };
}

function sectionsOf(text: string): ReadonlyMap<SectionName | 'principles', readonly ConstitutionLine[]> {
  const sections = new Map<SectionName | 'principles', ConstitutionLine[]>();
  let current: SectionName | 'principles' = 'principles';
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/u.exec(line)?.[1]?.toLowerCase();
    if (heading !== undefined) current = isSection(heading) ? heading : 'principles';
    const item = /^\s*[-*+]\s+(\S.*?)\s*$/u.exec(line)?.[1];
    if (item === undefined) continue;
    sections.set(current, [...(sections.get(current) ?? []), { number: index + 1, text: unquote(item) }]);
  }
  return sections;
}

function unquote(item: string): string {
  return item.replace(/^`([^`]+)`$/u, '$1');
}

/** Shorter phrases stand in any text, and all of them would be masked. */
const FEWEST_BYTES = 3;

function readNeverStore(lines: readonly ConstitutionLine[], problems: string[]): readonly string[] {
  return lines.flatMap(({ number, text }) => {
    if (Buffer.byteLength(text) >= FEWEST_BYTES) return [text];
    problems.push(`Line ${number}: "${text}" is too short to be kept out; write at least ${FEWEST_BYTES} letters.`);
    return [];
  });
}

function readApprovers({ number, text }: ConstitutionLine, problems: string[]): readonly ApproverRule[] {
  const [, prefix = '', names = ''] = /^`?(\/[^:`]*)`?\s*:\s*(.+)$/u.exec(text) ?? [];
  const people = names.split(',').flatMap((name) => name.trim() || []);
  if (prefix !== '' && people.length > 0) return [{ prefix, people }];
  problems.push(`Line ${number}: "${text}" names no approvers; write it as /folder/: ann, bob.`);
  return [];
}

function readPresets(lines: readonly ConstitutionLine[], problems: string[]): readonly PresetName[] {
  return lines.flatMap(({ number, text }) => {
    const found = PRESET_NAMES.find((name) => name === text.toLowerCase());
    if (found !== undefined) return [found];
    problems.push(`Line ${number}: "${text}" is no preset; choose of ${PRESET_NAMES.join(', ')}.`);
    return [];
  });
}

function readAllowances(lines: readonly ConstitutionLine[], problems: string[]): readonly Allowance[] {
  return lines.flatMap(({ number, text }) => {
    const [, rule = '', pattern = ''] = /^`?([a-z]+\.[a-z-]+)`?\s*:\s*`?(.+?)`?$/u.exec(text) ?? [];
    const problem =
      rule === ''
        ? `"${text}" allows nothing; write it as secret.high-entropy: build-2026-*.`
        : allowanceProblem({ rule, pattern });
    if (problem === null) return [{ rule, pattern }];
    problems.push(`Line ${number}: ${problem}`);
    return [];
  });
}

function readRetention(lines: readonly ConstitutionLine[], problems: string[]): number | null {
  const days = lines.flatMap(({ number, text }) => {
    const found = /^sessions\s*:\s*([1-9]\d{0,4})\s+days?$/iu.exec(text)?.[1];
    if (found !== undefined) return [Number(found)];
    problems.push(`Line ${number}: "${text}" is no retention rule; write it as sessions: 90 days.`);
    return [];
  });
  return days.length === 0 ? null : Math.min(...days);
}
