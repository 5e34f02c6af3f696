import type { WithRules } from './against-rules.ts';
import { instruction } from './same-meaning.ts';

/** What was not proposed because the workspace itself says it. */
export type LeftOut = Extract<WithRules, { kind: 'left-out' }>;

const NAMED = 3;

/** One sentence for the report; none where nothing was left out. */
export function leftOutNotes(leftOut: readonly LeftOut[]): readonly string[] {
  if (leftOut.length === 0) return [];
  const named = leftOut.slice(0, NAMED).map(({ text, said }) => `“${instruction(text)}” (${said.file})`);
  const more = leftOut.length > NAMED ? ` and ${leftOut.length - NAMED} more` : '';
  const what = leftOut.length === 1 ? '1 memory' : `${leftOut.length} memories`;
  return [`${what} left out, as the workspace says it already: ${named.join(', ')}${more}.`];
}
