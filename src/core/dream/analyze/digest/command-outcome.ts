import { commandForm } from '../../../shell/command-form.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import type { CommandSegment } from '../../../shell/split-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import { folderAfterMove, workFolder } from '../../../shell/work-folder.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { failureLine, isRefusedByPerson, missingProgram, reportsFailure } from './failure-output.ts';

/** What became of one command of a shell line. */
export interface CommandOutcome {
  readonly command: string;
  /** As it was run; see `commandForm`. */
  readonly form: string;
  readonly failed: boolean;
  /** The line of the output that tells of the failure; empty when it passed. */
  readonly line: string;
}

/** Where a session began, and where a line of it is run; absolute, empty when not known. */
export interface WorkPlace {
  readonly root: string;
  readonly folder: string;
}

/**
 * What became of each command of a shell line, judged by its exit and its output. Commands that only look, commands
 * that did not run because an earlier one failed, and calls that the person refused are left out.
 */
export function commandOutcomes(
  line: string,
  { text: output, isError }: { readonly text: string; readonly isError: boolean },
  place: WorkPlace = { root: '', folder: '' },
): readonly CommandOutcome[] {
  if (isRefusedByPerson(output)) return [];
  const steps = mainSteps(splitCommand(line), place);
  if (steps.length === 0) return [];
  const telling = failureLine(output);
  const missing = missingProgram(output);
  const failed = steps.map((step) => step.isTold && reportsFailure(output, step.command));
  if (isError && !failed.includes(true)) {
    const culprit = missing === null ? -1 : steps.findIndex((step) => step.command.includes(missing));
    const last = steps.findLastIndex((step) => step.purpose !== 'inspect');
    const index = culprit >= 0 ? culprit : last;
    // A search without a match, a probe that says no: the exit status is the answer, not a failure.
    if (index < 0 || (index < steps.length - 1 && culprit < 0 && steps.at(-1)?.purpose === 'inspect')) return [];
    failed[index] = true;
  }
  const outcomes: CommandOutcome[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.purpose !== 'inspect') {
      const { command, form } = step;
      outcomes.push({ command, form, failed: failed[index] === true, line: failed[index] ? telling : '' });
    }
    if (failed[index] && steps[index + 1]?.joiner === 'and') break;
  }
  return outcomes;
}

interface Step {
  readonly command: string;
  readonly form: string;
  readonly purpose: ReturnType<typeof commandPurpose>;
  readonly joiner: CommandSegment['joiner'];
  /** Whether its output is likely to stand in the result. */
  readonly isTold: boolean;
}

/** The commands that do the work: of a pipe only the first that does more than look. */
function mainSteps(segments: readonly CommandSegment[], { root, folder }: WorkPlace): readonly Step[] {
  const steps: Step[] = [];
  let here = workFolder(root, folder);
  for (const segment of segments) {
    if (segment.words[0] === 'cd') here = folderAfterMove(root, here, segment.words[1] ?? root);
    const command = normalizeCommand(segment.words);
    if (command === '') continue;
    const purpose = commandPurpose(command);
    if (segment.joiner === 'pipe' && (purpose === 'inspect' || steps.at(-1)?.purpose !== 'inspect')) continue;
    const form = commandForm(segment.words, here ?? '');
    steps.push({ command, form, purpose, joiner: segment.joiner, isTold: purpose !== 'inspect' });
  }
  return steps;
}
