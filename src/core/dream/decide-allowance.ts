import type { ChangeOutcome } from '../dreamwright.ts';
import { isAboutWords } from '../gate/allowance.ts';
import type { Decision, StoreView } from '../store.ts';
import { allowRules } from './allow-rules.ts';
import type { Judge } from './review.ts';
import { rejudgedItem, revision } from './review-item.ts';

/** A person says that a rule is wrong about a refused proposal: it then waits for approval as any other. */
export function decideAllowance(id: string, rule: string, view: StoreView, judge: Judge): Decision<ChangeOutcome> {
  const invalid = (message: string): Decision<ChangeOutcome> => ({ records: [], result: { kind: 'invalid', message } });
  const item = view.item(id);
  if (item === undefined) return invalid(`No proposal ${id}. Refresh the review list.`);
  const { proposal, state } = item;
  if (state !== 'refused') return invalid(`${proposal.path} is not refused; it needs no allowance.`);
  const verdict = judge(proposal, view);
  if (!verdict.hits.some((hit) => hit.rule === rule && hit.effect === 'refuse')) {
    return invalid(`${rule} does not refuse ${proposal.path}. Choose one of the rules that do.`);
  }
  if (!isAboutWords(rule) && !rule.startsWith('origin.'))
    return invalid(`${rule} can't be allowed. Edit the proposal, or reject it.`);
  const allowed = [...new Set([...(item.allowed ?? []), rule])];
  return revision({ ...rejudgedItem(item, proposal, allowRules(verdict, allowed)), allowed });
}
