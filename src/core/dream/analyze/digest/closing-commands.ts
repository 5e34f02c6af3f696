import { commandPurpose } from '../failures/command-purpose.ts';
import type { ClosingRun, CommandRun, FileEdit } from './digest.ts';

const MOST = 6;
const QUOTED = 60;

/** The checks, tests and builds of an agent that passed after its last edit, each once, as it went on to finish. */
export function closingCommands(commands: readonly CommandRun[], edits: readonly FileEdit[]): readonly ClosingRun[] {
  const last = edits.at(-1);
  if (last === undefined) return [];
  const passed = commands.filter(
    ({ index, failed, ranBy, command }) =>
      index > last.index && !failed && ranBy === 'agent' && /check|test|build/u.test(commandPurpose(command)),
  );
  const first = new Map<string, ClosingRun>();
  for (const { command, evidence } of passed) {
    const quote = Array.from(evidence.quote).slice(0, QUOTED).join('').trim();
    if (!first.has(command)) first.set(command, { command, evidence: { ...evidence, quote } });
  }
  return [...first.values()].slice(0, MOST);
}
