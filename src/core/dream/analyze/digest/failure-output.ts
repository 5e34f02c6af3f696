import { commandPurpose } from '../failures/command-purpose.ts';

const REFUSED =
  /doesn't want to (?:proceed|take this action)|tool use was rejected|request interrupted by user|user (?:rejected|declined|denied|cancelled)|haven't granted (?:it|permission)|requires approval|operation stopped by hook/iu;

/** Whether a tool result says that a person kept the tool from running: that is no failure of the command. */
export function isRefusedByPerson(output: string): boolean {
  return REFUSED.test(output.slice(0, 600));
}

/** Lines that no passing run prints, whatever the program. */
const CERTAIN: readonly RegExp[] = [
  /^\[[\w:.-]+\] ERROR task failed/mu,
  /^(?:npm (?:ERR!|error)|ELIFECYCLE| ?ELIFECYCLE)/mu,
  /^g?make(?:\[\d+\])?: \*\*\*/mu,
  /^Traceback \(most recent call last\):/mu,
  /command not found/u,
  /^error: (?:could not compile|Recipe `)/mu,
  /^(?:BUILD FAILED|FAILURE: Build failed)/mu,
];
const OF_CHECKS: readonly RegExp[] = [
  /^\s*(?:Found )?[1-9]\d* (?:issues?|errors?|problems?|warnings?|offenses?)\b(?!.* fixed)/imu,
  /✖ [1-9]\d* problems?/u,
  /: error TS\d+:/u,
  /^error(?:\[E\d+\])?: /mu,
  /^.+:\d+(?::\d+)?: .+ \([\w-]+\)$/mu,
];
const OF_TESTS: readonly RegExp[] = [
  /^\s*--- FAIL:/mu,
  /^FAIL(?:\s|$)/mu,
  /^(?:FAILED|ERROR) \S+::/mu,
  /\b[1-9]\d* (?:failed|failing)\b/u,
  /^Tests:.*\b[1-9]\d* failed/mu,
  /^test result: FAILED/mu,
  /\[build failed\]/u,
];
const OF_BUILDS: readonly RegExp[] = [
  /: error TS\d+:/u,
  /^\S+:\d+:\d+: (?:fatal )?error: /mu,
  /^error(?:\[E\d+\])?: /mu,
  /^\S+\.go:\d+:\d+: /mu,
];

/** Whether the output tells of a failure of `command`, although the exit status may be hidden behind a pipe. */
export function reportsFailure(output: string, command: string): boolean {
  const task = /^(?:mise|npm|pnpm|yarn|bun|just|make)\b.*?([\w:.-]+)$/u.exec(command)?.[1];
  const named = /^\[([\w:.-]+)\] ERROR task failed/mu.exec(output)?.[1];
  if (named !== undefined) return task === named;
  const purpose = commandPurpose(command);
  if (CERTAIN.some((pattern) => pattern.test(output)) && !isAboutAnother(output, purpose)) return true;
  switch (purpose) {
    case 'check':
      return OF_CHECKS.some((pattern) => pattern.test(output)) && !OF_TESTS.some((pattern) => pattern.test(output));
    case 'test':
      return OF_TESTS.some((pattern) => pattern.test(output));
    case 'build':
      return OF_BUILDS.some((pattern) => pattern.test(output));
    case 'inspect':
    case 'other':
      return false;
  }
}

/** In a chain of checks and tests, what the tests print is not held against the checks, nor the other way round. */
function isAboutAnother(output: string, purpose: ReturnType<typeof commandPurpose>): boolean {
  const isOfTests = OF_TESTS.some((pattern) => pattern.test(output));
  const isOfChecks = OF_CHECKS.some((pattern) => pattern.test(output));
  if (purpose === 'check') return isOfTests && !isOfChecks;
  if (purpose === 'test') return isOfChecks && !isOfTests;
  return false;
}

const TELLING: readonly RegExp[] = [
  /^.*:\d+(?::\d+)?: .+ \([\w-]+\)$/mu,
  /^.*\berror (?:TS)?\w*\d+.*$/mu,
  /^.*:\d+:\d+:\s.+$/mu,
  /^\s*--- FAIL: .+$/mu,
  /^.*(?:command not found|No such file or directory|not found|undefined|cannot |could not |unknown (?:flag|command|option)|permission denied).*$/imu,
  /^(?:fatal|error|panic|Error|FAIL|FAILED|[A-Z]\w*(?:Error|Exception))\b.*$/mu,
  /^.*\b(?:error|failed|failure)\b.*$/imu,
];

/** The line that says best what went wrong; the first line with words when none does. */
export function failureLine(output: string): string {
  const text = output.length > 20_000 ? `${output.slice(0, 10_000)}\n${output.slice(-10_000)}` : output;
  for (const pattern of TELLING) {
    const found = pattern.exec(text)?.[0].trim();
    if (found) return found;
  }
  return (
    text
      .split('\n')
      .find((line) => /\p{L}{3}/u.test(line) && !/^Exit code \d+\.?$/u.test(line))
      ?.trim() ?? ''
  );
}

/** A failure line with what varies masked, so that the same failure reads the same in another run. */
export function errorSignature(line: string): string {
  return line
    .replace(/(?:[\w.@~-]*\/)+([\w.@-]+)/gu, '$1')
    .replace(/(["'`])(?:(?!\1).){1,80}\1/gu, '$1…$1')
    .replace(/\b[0-9a-f]{7,40}\b/gu, '…')
    .replace(/\d+(?:\.\d+)*/gu, '#')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 160);
}

/** The program that a shell did not find, as zsh and as other shells tell it; null where the output names none. */
export function missingProgram(output: string): string | null {
  const found =
    /command not found: ([\w.@/+-]+)/u.exec(output) ?? /(?:^|[\s:])([\w.@/+-]+): (?:command )?not found/mu.exec(output);
  return found?.[1] ?? null;
}

/** Names of checks that the output blames, such as `errcheck`, `TS2345`, `no-unused-vars`, `E501`. */
export function blamedRules(output: string): readonly string[] {
  const found = new Map<string, number>();
  const patterns = [
    /^.+:\d+(?::\d+)?: .*\(([a-z][\w-]{2,30})\)$/gmu,
    /^\s+\d+:\d+\s+(?:error|warning)\s.*\s{2}(@?[\w/-]{3,50})$/gmu,
    /\berror (TS\d{4,5})\b/gu,
    /\berror\[(E\d{4})\]/gu,
    /^\S+:\d+:\d+: ([A-Z]{1,4}\d{3,4})\b/gmu,
    /\b(clippy::[a-z_]+)\b/gu,
    /\b(SC\d{4})\b/gu,
  ];
  for (const pattern of patterns) {
    for (const match of output.matchAll(pattern)) {
      const rule = match[1] ?? '';
      found.set(rule, (found.get(rule) ?? 0) + 1);
    }
  }
  return [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([rule]) => rule);
}

/** Base names of the files that the output points at with a line. */
export function blamedFiles(output: string): readonly string[] {
  const found = new Set<string>();
  for (const match of output.matchAll(/([\w.@-]+\.[a-z]\w{0,5})[:(]\d+/gu)) {
    if (match[1] !== undefined && found.size < 8) found.add(match[1]);
  }
  return [...found];
}

/** The command that a task runner says it runs: `[lint] $ golangci-lint run ./...`, `> eslint .`, `$ eslint .`. */
export function echoedCommand(output: string, task: string): string {
  const escaped = task.replace(/[\^$.*+?()[\]{}|/]/gu, '\\$&');
  const named = new RegExp(`^\\[${escaped}\\] \\$ (.+)$`, 'mu').exec(output)?.[1];
  if (named !== undefined) return named;
  const npm = new RegExp(`^> .*\\b${escaped}\\n> (.+)$`, 'mu').exec(output)?.[1];
  return npm ?? /^\$ (.+)$/mu.exec(output)?.[1] ?? '';
}
