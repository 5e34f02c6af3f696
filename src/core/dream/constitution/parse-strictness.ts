import type { PersonalDataHandling, Sensitivity } from '../../dreamwright.ts';
import {
  type Constitution,
  type LevelRule,
  type StricterRule,
  THRESHOLD_NAMES,
  type ThresholdRule,
} from './constitution.ts';
import type { ConstitutionLine } from './parse-constitution.ts';
import type { Preset } from './presets.ts';

export const NO_ADDITION: Constitution = {
  principles: [],
  protectedPaths: [],
  protectedTopics: [],
  neverStore: [],
  approvers: [],
  twoApprovers: [],
  levels: [],
  rules: [],
  thresholds: [],
};

const LEVELS: readonly Sensitivity[] = ['autonomous', 'balanced', 'cautious'];
const HANDLINGS: readonly PersonalDataHandling[] = ['review', 'mask', 'refuse'];

type Read<T> = (line: ConstitutionLine) => T | null;

function readEach<T>(
  lines: readonly ConstitutionLine[],
  problems: string[],
  mend: string,
  read: Read<T>,
): readonly T[] {
  return lines.flatMap((line) => {
    const found = read(line);
    if (found !== null) return [found];
    problems.push(`Line ${line.number}: "${line.text}" can't be read; ${mend}.`);
    return [];
  });
}

export function readLevels(lines: readonly ConstitutionLine[], problems: string[]): readonly LevelRule[] {
  return readEach(lines, problems, 'write it as /folder/: cautious', ({ text }) => {
    const [, prefix = '', name = ''] = /^`?(\/[^:`]*)`?\s*:\s*(\w+)$/u.exec(text) ?? [];
    const level = LEVELS.find((one) => one === name.toLowerCase());
    return level === undefined ? null : { prefix, level };
  });
}

export function readRules(lines: readonly ConstitutionLine[], problems: string[]): readonly StricterRule[] {
  return readEach(lines, problems, 'write it as personal.* below /folder/: refuse', ({ text }) => {
    const [, rule, prefix = '/'] =
      /^`?([a-z]+\.(?:[a-z-]+|\*))`?(?:\s+below\s+`?(\/[^:`]*?)`?)?\s*:\s*refuse$/iu.exec(text) ?? [];
    return rule === undefined ? null : { rule, prefix, effect: 'refuse' };
  });
}

export function readThresholds(lines: readonly ConstitutionLine[], problems: string[]): readonly ThresholdRule[] {
  const mend = `write it as failures below /folder/: 5; there are ${THRESHOLD_NAMES.join(', ')}`;
  return readEach(lines, problems, mend, ({ text }) => {
    const [, word = '', prefix = '/', sessions = ''] =
      /^(\w+)(?:\s+below\s+`?(\/[^:`]*?)`?)?\s*:\s*([1-9]\d{0,2})(?:\s+sessions?)?$/iu.exec(text) ?? [];
    const name = THRESHOLD_NAMES.find((one) => one === word.toLowerCase());
    return name === undefined ? null : { name, prefix, sessions: Number(sessions) };
  });
}

/** The strictest that the section or a preset names. */
export function readPersonalData(
  lines: readonly ConstitutionLine[],
  presets: readonly Preset[],
  problems: string[],
): PersonalDataHandling | null {
  const said = readEach(lines, problems, `write one of ${HANDLINGS.join(', ')}`, ({ text }) => {
    return HANDLINGS.find((one) => one === text.toLowerCase()) ?? null;
  });
  const all = [...said, ...presets.map(({ personalData }) => personalData)];
  return all.length === 0 ? null : strictestHandling(all);
}

/** Refusing is stricter than masking, and masking than leaving it to a person. */
export function strictestHandling(all: readonly PersonalDataHandling[]): PersonalDataHandling {
  return HANDLINGS.findLast((one) => all.includes(one)) ?? 'review';
}
