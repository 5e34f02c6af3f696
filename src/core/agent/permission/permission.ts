import type { ToolPlan } from '../tools/tool.ts';
import { destructiveParts } from './destructive.ts';
import { matchesCommand, matchesPattern } from './matches-pattern.ts';
import { runsAnything } from './runs-anything.ts';

/** A person's answer to a call that asks. */
export type PermissionAnswer = 'once' | 'session' | 'always' | 'deny';

/** What a person allowed before. */
export interface PermissionRule {
  readonly tool: string;
  /** A path, `*` standing for anything; or a command line, which may end in ` *` for whatever else follows. */
  readonly pattern: string;
  readonly answer: 'session' | 'always';
}

/** In plan mode nothing is changed. */
export type PermissionMode = 'normal' | 'plan';

export interface PermissionQuestion {
  readonly call: string;
  readonly tool: string;
  readonly plan: ToolPlan;
}

export type Permission = { readonly kind: 'allowed' } | { readonly kind: 'denied'; readonly reason: string };

/** Asks the person; the rules did not decide. */
export type Permit = (question: PermissionQuestion, signal: AbortSignal) => Promise<Permission>;

export interface PermissionState {
  readonly rules: readonly PermissionRule[];
  readonly mode: PermissionMode;
}

/** Whether a call may run, has to be asked about, or may not run at all. */
export function decidePermission(
  { tool, plan }: Pick<PermissionQuestion, 'tool' | 'plan'>,
  { rules, mode }: PermissionState,
): 'allow' | 'ask' | 'deny' {
  if (mode === 'plan' && plan.changes) return 'deny';
  if (plan.dangers.length > 0) return isAllowedDanger(tool, plan, rules) ? 'allow' : 'ask';
  if (rules.some((rule) => rule.tool === tool && covers(plan, rule.pattern))) return 'allow';
  return plan.effect === 'edit' || plan.effect === 'run' ? 'ask' : 'allow';
}

/** A place or file that was named exactly may be used again in the session; what can't be taken back is asked each time. */
function isAllowedDanger(tool: string, plan: ToolPlan, rules: readonly PermissionRule[]): boolean {
  if (plan.dangers.some(({ kind }) => kind === 'destructive')) return false;
  return rules.some((rule) => rule.tool === tool && rule.pattern === plan.subject && rule.answer === 'session');
}

/** Whether all of a call is of the pattern. */
export function covers(plan: ToolPlan, pattern: string): boolean {
  return plan.effect === 'run' ? matchesCommand(plan.subject, pattern) : matchesPattern(plan.subject, pattern);
}

/** What a person can answer to a call: the further-reaching answers are not offered where they would not hold. */
export function possibleAnswers(plan: ToolPlan): readonly PermissionAnswer[] {
  if (plan.dangers.some(({ kind }) => kind === 'destructive')) return ['once', 'deny'];
  return plan.dangers.length > 0 ? ['once', 'session', 'deny'] : ['once', 'session', 'always', 'deny'];
}

/** Why a rule can't be kept; null where it can. */
export function ruleProblem({ tool, pattern }: Pick<PermissionRule, 'tool' | 'pattern'>): string | null {
  if (tool !== 'run_command') return pattern.trim() === '' ? 'A pattern names a file or folder, such as src/*.' : null;
  const [part] = destructiveParts(pattern.replace(/ \*$/u, ''));
  if (part !== undefined) return `"${part}" can't be taken back, so it is asked about each time.`;
  const words = pattern.replace(/\*$/u, '').trim().split(/\s+/u);
  if (words[0] === '') return 'A pattern for commands names a program.';
  return pattern.endsWith(' *') && runsAnything(words) ? `"${words.join(' ')}" could run anything.` : null;
}

/** Why an answer to the call can't last for the pattern; null where it can. */
export function patternProblem(
  { tool, plan }: Pick<PermissionQuestion, 'tool' | 'plan'>,
  pattern: string,
): string | null {
  if (plan.dangers.length > 0 && pattern !== plan.subject) return `Only "${plan.subject}" itself can be allowed here.`;
  const problem = ruleProblem({ tool, pattern });
  if (problem !== null || covers(plan, pattern)) return problem;
  return `"${pattern}" does not cover "${plan.subject}".`;
}
