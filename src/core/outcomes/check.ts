import { assertNever } from '../assert-never.ts';
import type { Criterion, CriterionScore } from './goal.ts';

/** How a command that checks a criterion ended. */
export type CheckEnd =
  /** Null where the shell does not tell, which proves nothing. */
  | { readonly kind: 'exited'; readonly exitCode: number | null; readonly output: string }
  | { readonly kind: 'timed-out'; readonly output: string }
  /** One clause. */
  | { readonly kind: 'not-run'; readonly reason: string };

const LONGEST_OUTPUT = 1_500;

/** What the end of its command says of a criterion. */
export function scoreOfCheck({ text }: Criterion, end: CheckEnd): CriterionScore {
  switch (end.kind) {
    case 'exited':
      if (end.exitCode === 0) return { text, isMet: true, reason: 'It ended with 0.', by: 'command' };
      if (end.exitCode === null) return missed(text, 'The shell did not tell how it ended.', end.output);
      return missed(text, `It ended with ${end.exitCode}.`, end.output);
    case 'timed-out':
      return missed(text, 'It did not end in time.', end.output);
    case 'not-run':
      return missed(text, `It was not run: ${end.reason}.`, '');
    default:
      return assertNever(end);
  }
}

/** Where a check fails, the end of its output says most. */
function missed(text: string, why: string, output: string): CriterionScore {
  const said = output.trim().slice(-LONGEST_OUTPUT);
  return { text, isMet: false, reason: said === '' ? why : `${why}\n${said}`, by: 'command' };
}
