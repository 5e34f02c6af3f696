import type { CommandRun } from '../digest/digest.ts';

/** The command itself is wrong here: a script that is not declared, a tool that is not there. */
const NOT_HERE =
  /command not found|: not found$|missing script|script not found|no such (?:script|task|command|target)|no rule to make target|(?:unknown|unrecognized|invalid) (?:command|subcommand|task|script)|is not (?:recognized|a (?:\S+ )?(?:command|task|script))|no tasks? (?:named|found)|could not determine executable|target not found/iu;

/** Whether a command failed because it does not exist here. */
export function isNotHere({ failed, signature }: CommandRun): boolean {
  return failed && NOT_HERE.test(signature);
}
