import { type FormParts, formParts } from '../../../shell/command-form.ts';
import type { CommandRun } from '../digest/digest.ts';

/** Gets past what the failure was about, or looks away from it; nothing to teach. */
const BYPASSES =
  /^(?:-f$|--force|--no-(?:verify|check|lint|strict|gpg|hooks)|--skip|--ignore|--allow|--dangerously|--insecure|--disable|--yes$|\w*(?:SKIP|DISABLE|IGNORE|INSECURE|NO_VERIFY|REJECT_UNAUTHORIZED|HUSKY)\w*=)/iu;
/** Fewer tests are no remedy of one that fails. */
const TELLS_OF_TESTS = /--- FAIL|^\s*FAIL|\bfail(?:ed|ing)\b|\bassert|\bexpected\b/iu;

/**
 * What a command was given when it passed and not when it failed, with the same arguments: the folder, environment or
 * flags that it needs here. Null where that is nothing, where only fewer things were looked at, or where the check was
 * passed by.
 */
export function formRemedy(failure: CommandRun, success: CommandRun): string | null {
  const [before, after] = [partsOf(failure), partsOf(success)];
  const isNarrowed = TELLS_OF_TESTS.test(failure.signature) || failure.rules.length > 0;
  if (isNarrowed || before.arguments.join(' ') !== after.arguments.join(' ')) return null;
  const added = after.settings.filter((setting) => !before.settings.includes(setting));
  return added.length === 0 || added.some((setting) => BYPASSES.test(setting)) ? null : added.join(' ');
}

/** Whether a run got past a check instead of meeting it. */
export function isBypass(run: CommandRun): boolean {
  return partsOf(run).settings.some((setting) => BYPASSES.test(setting));
}

/** A run as it was given. */
export function formOf({ form, command }: CommandRun): string {
  return form === '' ? command : form;
}

function partsOf(run: CommandRun): FormParts {
  return formParts(formOf(run));
}
