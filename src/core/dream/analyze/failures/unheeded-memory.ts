import { hasEnded, type Memory } from '../../../memory/memory.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import type { UnheededMemory } from '../../finding.ts';
import type { CommandRun } from '../digest/digest.ts';
import type { CommandFamilies } from './command-families.ts';

export interface FailedRun {
  readonly run: CommandRun;
  readonly session: string;
  readonly group: string;
}

/** As many independent sessions must fail while a memory stands before the memory is what must change. */
const UNHEEDED = 3;

/** The memories that name a command in their instruction, by the key of the command's family. */
export function warningMemories(
  memories: readonly Memory[],
  families: CommandFamilies,
): ReadonlyMap<string, readonly Memory[]> {
  const warnings = new Map<string, Memory[]>();
  for (const memory of memories) {
    if (hasEnded(memory)) continue;
    const instruction = memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text;
    const keys = [...instruction.matchAll(/`([^`\n]+)`/gu)].map((match) => {
      const command = normalizeCommand(splitCommand(match[1] ?? '')[0]?.words ?? []);
      return command === '' ? null : families.keyOf(command);
    });
    for (const key of new Set(keys)) {
      if (key !== null) warnings.set(key, [...(warnings.get(key) ?? []), memory]);
    }
  }
  return warnings;
}

/** Of the memories that warn of a command the one that most failures passed by since it says what it says. */
export function findUnheeded(memories: readonly Memory[], runs: readonly FailedRun[]): UnheededMemory | null {
  // What says how to do it comes before what tells of the trap.
  const told = memories.toSorted((a, b) => Number(a.kind === 'pitfall') - Number(b.kind === 'pitfall'));
  const found = told.flatMap((memory) => unheeded(memory, runs) ?? []);
  return found.sort((a, b) => b.sessions.length - a.sessions.length)[0] ?? null;
}

function unheeded(memory: Memory, runs: readonly FailedRun[]): UnheededMemory | null {
  const first = new Map<string, CommandRun>();
  const since = runs.filter(({ run }) => run.at > memory.updatedAt).toSorted((a, b) => (a.run.at < b.run.at ? -1 : 1));
  for (const { run, group } of since) if (!first.has(group)) first.set(group, run);
  if (first.size < UNHEEDED) return null;
  return {
    memory: memory.id,
    sessions: [...first.keys()],
    evidence: [...first.values()].map(({ evidence }) => evidence),
    firstAt: since[0]?.run.at ?? '',
    lastAt: since.at(-1)?.run.at ?? '',
  };
}
