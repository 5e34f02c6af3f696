import type { CheckAnswer, CheckLine } from '../dreamwright.ts';
import { redact } from '../secrets/redact.ts';
import { checkText } from './check-text.ts';
import { verdictOf } from './verdict-of.ts';

/** The answer of the command line's `check`: content and origin rules alone. */
export function checkLine(line: CheckLine): CheckAnswer {
  const hits = checkText(line.text, line.origin);
  return {
    id: line.id,
    verdict: verdictOf(hits),
    rules: hits.map((hit) => hit.rule),
    redacted: redact(line.text).text,
  };
}
