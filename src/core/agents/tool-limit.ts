import { matchesPattern } from '../agent/permission/matches-pattern.ts';
import { covers } from '../agent/permission/permission.ts';
import type { ToolPlan } from '../agent/tools/tool.ts';
import { programCalls } from '../shell/program-calls.ts';
import { splitCommand } from '../shell/split-command.ts';
import { toolsNamed } from './foreign-tools.ts';

/** What a template says of one tool's calls: that only those of a pattern may be made, or none of them. */
export interface ToolLimit {
  readonly tool: string;
  readonly kind: 'only' | 'never';
  /** A path, `*` standing for anything; or a command line, which may end in ` *`. */
  readonly pattern: string;
}

/** The limits in a list of tools as templates write them: `Bash(npm test:*, npm run lint), Read(src/**)`. */
export function toolLimits(
  names: readonly string[],
  kind: ToolLimit['kind'],
  known: readonly string[],
): readonly ToolLimit[] {
  const plain = new Set(names.filter((name) => !name.includes('(')).flatMap((name) => toolsNamed(name, known)));
  return names.flatMap((name) => {
    const inside = /\((.*)\)\s*$/u.exec(name)?.[1];
    if (inside === undefined) return [];
    const patterns = inside.split(',').flatMap((one) => one.trim() || []);
    return toolsNamed(name, known)
      .filter((tool) => !plain.has(tool))
      .flatMap((tool) => patterns.map((pattern) => ({ tool, kind, pattern: ourPattern(tool, pattern) })));
  });
}

/** Why the limits forbid a call; null where they do not. */
export function limitProblem(tool: string, plan: ToolPlan, limits: readonly ToolLimit[]): string | null {
  const own = limits.filter((limit) => limit.tool === tool);
  const never = own.filter(({ kind }) => kind === 'never').map(({ pattern }) => pattern);
  const only = own.filter(({ kind }) => kind === 'only').map(({ pattern }) => pattern);
  const forbidden = never.find((pattern) => meets(plan, pattern));
  if (forbidden !== undefined) return `Your instructions' file forbids ${tool} for ${forbidden}.`;
  if (only.length === 0 || only.some((pattern) => covers(plan, pattern))) return null;
  return `Your instructions' file allows ${tool} for ${only.join(', ')} only.`;
}

/** Whether any part of a call is of the pattern, also under wrappers, shells and by a program's whole path. */
function meets(plan: ToolPlan, pattern: string): boolean {
  if (plan.effect !== 'run') return matchesPattern(plan.subject, pattern);
  const start = pattern.replace(/ \*$/u, '');
  const commands = [
    ...splitCommand(plan.subject).map(({ words }) => words.join(' ')),
    ...programCalls(plan.subject).map(({ program, words }) => [program, ...words].join(' ')),
  ];
  return commands.some((command) => command === start || (pattern.endsWith(' *') && command.startsWith(`${start} `)));
}

/** `npm test:*` and `./src/**` as rules here write them. */
function ourPattern(tool: string, pattern: string): string {
  if (tool === 'run_command') return pattern.replace(/:\*$|(?<!\s)\*$/u, ' *');
  return pattern.replace(/^\.?\/+/u, '').replace(/\*+/gu, '*');
}
