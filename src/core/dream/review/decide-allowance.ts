import type { ChangeOutcome } from '../../dreamwright.ts';
import { isAboutWords } from '../../gate/allowance.ts';
import type { Decision, StoreView } from '../../store.ts';
import type { Judge } from '../review.ts';
import type { Verdict } from '../verdict.ts';
import { allowRules } from './allow-rules.ts';
import { withText } from './decide-edit.ts';
import { rejudgedItem, revision } from './review-item.ts';

interface Allowed {
  readonly rule: string;
  /** The text that was refused, where the proposal keeps only what its mask left. */
  readonly text?: string | undefined;
}

/** A person says that a rule is wrong about a refused proposal: it then waits for approval as any other. */
export function decideAllowance(
  id: string,
  { rule, text }: Allowed,
  view: StoreView,
  judge: Judge,
): Decision<ChangeOutcome> {
  const invalid = (message: string): Decision<ChangeOutcome> => ({ records: [], result: { kind: 'invalid', message } });
  const item = view.item(id);
  if (item === undefined) return invalid(`No proposal ${id}. Refresh the review list.`);
  const { state } = item;
  const proposal = (text === undefined ? null : withText(item.proposal, text)) ?? item.proposal;
  if (state !== 'refused') return invalid(`${proposal.path} is not refused; it needs no allowance.`);
  const verdict = judge(proposal, view);
  if (!refuses(verdict, rule)) {
    if (refuses(item.verdict, rule)) {
      return invalid(`What ${rule} refused of ${proposal.path} was not kept. Edit it again, then allow the rule.`);
    }
    return invalid(`${rule} does not refuse ${proposal.path}. Choose one of the rules that do.`);
  }
  if (!isAboutWords(rule) && !rule.startsWith('origin.'))
    return invalid(`${rule} can't be allowed. Edit the proposal, or reject it.`);
  const allowed = [...new Set([...(text === undefined ? (item.allowed ?? []) : []), rule])];
  return revision({ ...rejudgedItem(item, proposal, allowRules(verdict, allowed)), allowed });
}

function refuses(verdict: Verdict, rule: string): boolean {
  return verdict.hits.some((hit) => hit.rule === rule && hit.effect === 'refuse');
}
