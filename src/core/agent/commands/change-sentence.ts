import { assertNever } from '../../assert-never.ts';
import type { ChangeOutcome } from '../../dreamwright.ts';
import { memoryLink } from '../reply-markdown.ts';

/** What became of a person's change, in one line of Markdown; `done` is the verb for a commit. */
export function changeSentence(outcome: ChangeOutcome, done: string): string {
  switch (outcome.kind) {
    case 'committed': {
      const links = outcome.memories.map(memoryLink).join(', ');
      return links === '' ? `${done}.` : `${done}: ${links}.`;
    }
    case 'waiting':
      return `Waits for your review: ${rules(outcome.item)}. Type /review to decide.`;
    case 'refused':
      return `Not saved: ${rules(outcome.item)}. Change the text and try again.`;
    case 'rejected':
      return 'Rejected.';
    case 'conflict':
    case 'invalid':
      return outcome.message;
    default:
      return assertNever(outcome);
  }
}

function rules(item: Extract<ChangeOutcome, { kind: 'waiting' }>['item']): string {
  const details = item.verdict.hits.map((hit) => hit.detail);
  return details.length === 0 ? 'a rule holds it' : details.join('; ');
}
