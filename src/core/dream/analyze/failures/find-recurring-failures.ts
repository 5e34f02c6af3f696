import type { Evidence } from '../../../evidence.ts';
import type { Memory } from '../../../memory/memory.ts';
import type { TextMeanings } from '../../../search/vectors/text-meanings.ts';
import type { RecurringFailure } from '../../finding.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import { contentId } from '../content-id.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import { pause } from '../pause.ts';
import { type CommandFamilies, commandFamilies } from './command-families.ts';
import { type CommandPurpose, commandPurpose } from './command-purpose.ts';
import { findRemedy } from './find-remedy.ts';
import { findUnheeded, warningsOf } from './unheeded-memory.ts';

/** One failure an independent session, oldest first, so that a later dream can tell what is new. */
const MOST_EVIDENCE = 30;
/** Failing again and again within one session is worth a finding from here on. */
const WITHIN_ONE_SESSION = 3;
const WEIGHT: Readonly<Record<CommandPurpose, number>> = {
  check: 1,
  build: 0.85,
  other: 0.7,
  test: 0.45,
  inspect: 0.1,
};

export interface FailureInput {
  readonly digests: readonly SessionDigest[];
  readonly groups: ReadonlyMap<string, string>;
  readonly newSessions: ReadonlySet<string>;
  readonly memories: readonly Memory[];
  readonly workspace: WorkspaceFacts;
  readonly now: Date;
  readonly signal?: AbortSignal;
  readonly meanings?: TextMeanings;
}

/** A failed command with where it failed. */
export interface FailedRun {
  readonly run: CommandRun;
  readonly session: string;
  readonly group: string;
}

interface Failures {
  readonly runs: FailedRun[];
  /** Group and event of each run. */
  readonly seen: Set<string>;
  readonly groups: Set<string>;
  isNew: boolean;
}

/** Commands that failed again and again, each with its variants as one finding. */
export async function findRecurringFailures(input: FailureInput): Promise<readonly RecurringFailure[]> {
  const families = commandFamilies(input.digests, input.workspace);
  const failures = new Map<string, Failures>();
  for (const digest of input.digests) {
    const group = input.groups.get(digest.session) ?? digest.session;
    for (const run of digest.commands) {
      if (!run.failed) continue;
      const key = families.keyOf(run.command);
      const found: Failures = failures.get(key) ?? { runs: [], seen: new Set(), groups: new Set(), isNew: false };
      failures.set(key, found);
      // A copied event of a resumed session is the same failure.
      const copy = `${group} ${run.evidence.event}`;
      if (found.seen.has(copy)) continue;
      found.seen.add(copy);
      found.runs.push({ run, session: digest.session, group });
      found.groups.add(group);
      if (input.newSessions.has(digest.session)) found.isNew = true;
    }
  }
  const warnings = warningsOf(input.memories, families);
  const findings: RecurringFailure[] = [];
  for (const [key, found] of failures) {
    if (!found.isNew || (found.groups.size < 2 && found.runs.length < WITHIN_ONE_SESSION)) continue;
    await pause(input.signal);
    const described = describe(key, found, families, input);
    const told = warnings.get(key) ?? [];
    findings.push({
      ...described,
      isTold: told.some(({ memory }) => namesSteps(memory, described.remedy)),
      warned: findUnheeded(told, { ...input, key, families }),
    });
  }
  return findings;
}

function namesSteps({ text }: Memory, remedy: RecurringFailure['remedy']): boolean {
  const spans = (remedy?.steps ?? []).flatMap((step) => [...step.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code));
  return spans.every((code) => text.includes(code));
}

function describe(
  key: string,
  found: Failures,
  families: CommandFamilies,
  input: FailureInput,
): Omit<RecurringFailure, 'isTold' | 'warned'> {
  const command = families.nameOf(key);
  const variants = [...new Set(found.runs.map(({ run }) => run.command))].filter((variant) => variant !== command);
  const rules = mostBlamed(found);
  const times = found.runs.map(({ run }) => run.at).sort();
  const remedy = findRemedy({ ...input, keys: new Set([key]), families });
  const sessions = found.groups.size === 1 ? 'one session' : `${found.groups.size} independent sessions`;
  const also =
    variants.length > 0
      ? `, also as ${variants
          .slice(0, 3)
          .map((variant) => `\`${variant}\``)
          .join(', ')}`
      : '';
  const on = rules.length > 0 ? `; most often blamed: ${rules.map((rule) => rule.name).join(', ')}` : '';
  const ruledBy = input.workspace.rules.find((rule) => rule.text.includes(command))?.file ?? null;
  const although = ruledBy === null ? '' : ` although ${ruledBy} names it`;
  return {
    id: contentId('fnd', input.now, 'recurring-failure', key),
    kind: 'recurring-failure',
    score: scoreOf(command, found),
    summary: `\`${command}\` failed ${found.runs.length} times in ${sessions}${although}${also}${on}`,
    evidence: onePerGroup(found),
    sessions: [...found.groups],
    error: null,
    command,
    failures: found.runs.length,
    rules,
    remedy,
    ruledBy,
    isDeclared: families.isDeclared(key),
    firstAt: times[0] ?? '',
    lastAt: times.at(-1) ?? '',
  };
}

function scoreOf(command: string, found: Failures): number {
  const breadth = 1 - 0.5 ** (found.groups.size / 2);
  const depth = 1 - 0.5 ** (found.runs.length / 6);
  const isOwnProgram = /^(?:\.{0,2}\/|\/|~|go run\b|cargo run\b|(?:node|python3?|ruby|bash|sh) )/u.test(command);
  const weight = isOwnProgram ? 0.35 : WEIGHT[commandPurpose(command)];
  return Math.round(weight * (0.85 * breadth + 0.15 * depth) * 1_000) / 1_000;
}

function onePerGroup(found: Failures): readonly Evidence[] {
  const seen = new Set<string>();
  return [...found.runs]
    .sort((a, b) => (a.run.at < b.run.at ? -1 : 1))
    .filter(({ group }) => !seen.has(group) && seen.add(group))
    .map(({ run }) => run.evidence)
    .slice(0, MOST_EVIDENCE);
}

function mostBlamed(found: Failures): RecurringFailure['rules'] {
  const groups = new Map<string, Set<string>>();
  for (const { run, group } of found.runs) {
    for (const rule of run.rules) groups.set(rule, (groups.get(rule) ?? new Set()).add(group));
  }
  return [...groups]
    .filter(([, seenIn]) => seenIn.size > 1)
    .sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
    .slice(0, 5)
    .map(([name, seenIn]) => ({ name, sessions: seenIn.size }));
}
