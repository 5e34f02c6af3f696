import { hasEnded, type Memory } from '../../../memory/memory.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import type { UnheededMemory } from '../../finding.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import type { CommandFamilies } from './command-families.ts';
import { commandPurpose } from './command-purpose.ts';

/** As many independent sessions must pass a memory by before the memory is what must change. */
const UNHEEDED = 3;
const LEAVES_WORK = /^git (?:commit|push)\b/u;

/** What a memory says of a command: to run others before it, or after it has failed; nothing where it names no other. */
export interface Warning {
  readonly memory: Memory;
  /** The other commands that its instruction names, by the keys of their families. */
  readonly steps: ReadonlyMap<string, string>;
  readonly isAfterFailure: boolean;
}

/** What the memories say of commands, by the key of the command's family. */
export function warningsOf(
  memories: readonly Memory[],
  families: CommandFamilies,
): ReadonlyMap<string, readonly Warning[]> {
  const warnings = new Map<string, Warning[]>();
  for (const memory of memories) {
    if (hasEnded(memory)) continue;
    const instruction = memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text;
    const named = new Map<string, string>();
    for (const [, code = ''] of instruction.matchAll(/`([^`\n]+)`/gu)) {
      const command = normalizeCommand(splitCommand(code)[0]?.words ?? []);
      if (command !== '' && !command.startsWith('-')) named.set(families.keyOf(command), code);
    }
    const isAfterFailure = /\b(?:when|if|once|after|whenever)\b[^.;]*\bfail/iu.test(instruction);
    for (const key of named.keys()) {
      const steps = new Map([...named].filter(([other]) => other !== key));
      warnings.set(key, [...(warnings.get(key) ?? []), { memory, steps, isAfterFailure }]);
    }
  }
  return warnings;
}

interface Failing {
  readonly key: string;
  readonly families: CommandFamilies;
  readonly digests: readonly SessionDigest[];
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * Of the memories that warn of a command the one that most sessions passed by since it says what it says. A check that
 * fails when it is run as a memory asks is no neglect: what counts is a step that was left out, or work that was left or
 * committed with the check failing.
 */
export function findUnheeded(warnings: readonly Warning[], failing: Failing): UnheededMemory | null {
  // What says how to do it comes before what tells of the trap.
  const told = warnings.toSorted((a, b) => Number(a.memory.kind === 'pitfall') - Number(b.memory.kind === 'pitfall'));
  const found = told.flatMap((warning) => unheeded(warning, failing) ?? []);
  return found.sort((a, b) => b.sessions.length - a.sessions.length)[0] ?? null;
}

function unheeded(warning: Warning, { digests, groups, ...failing }: Failing): UnheededMemory | null {
  const first = new Map<string, CommandRun>();
  for (const digest of digests) {
    const group = groups.get(digest.session) ?? digest.session;
    const [run] = passedBy(warning, digest, failing);
    const known = first.get(group);
    if (run !== undefined && (known === undefined || run.at < known.at)) first.set(group, run);
  }
  if (first.size < UNHEEDED) return null;
  const inOrder = [...first].toSorted(([, a], [, b]) => (a.at < b.at ? -1 : 1));
  return {
    memory: warning.memory.id,
    skipped: [...warning.steps.values()],
    isAfterFailure: warning.isAfterFailure,
    sessions: inOrder.map(([group]) => group),
    evidence: inOrder.map(([, { evidence }]) => evidence),
    firstAt: inOrder[0]?.[1].at ?? '',
    lastAt: inOrder.at(-1)?.[1].at ?? '',
  };
}

/** The failures of one session since the memory says what it says at which it was passed by. */
function passedBy(
  { memory, steps, isAfterFailure }: Warning,
  { commands, edits }: SessionDigest,
  { key, families }: Pick<Failing, 'key' | 'families'>,
): readonly CommandRun[] {
  const isStep = (run: CommandRun): boolean => steps.has(families.keyOf(run.command));
  return commands.filter((run, place) => {
    if (!run.failed || families.keyOf(run.command) !== key || run.at <= memory.updatedAt) return false;
    const later = commands.slice(place + 1);
    const next = later.findIndex((other) => families.keyOf(other.command) === key);
    const meanwhile = next < 0 ? later : later.slice(0, next);
    if (steps.size === 0) return isLeft(run, meanwhile, next < 0);
    if (isAfterFailure) return next >= 0 && !meanwhile.some(isStep);
    const lastEdit = edits.findLast(({ index }) => index < run.index)?.index ?? -1;
    return !commands.slice(0, place).some((other) => isStep(other) && other.index > lastEdit);
  });
}

/** The work was left or committed with the check failing. */
function isLeft(run: CommandRun, meanwhile: readonly CommandRun[], isLast: boolean): boolean {
  if (!/check|test|build/u.test(commandPurpose(run.command))) return false;
  return isLast || meanwhile.some((other) => !other.failed && LEAVES_WORK.test(other.command));
}
