import type { ChangeOutcome } from '../dreamwright.ts';
import type { Decision, StoreView } from '../store.ts';
import { allowRules } from './allow-rules.ts';
import type { Judge } from './review.ts';
import { reviewItem } from './review-item.ts';

/** Rules about words may be wrong; what the store can't hold or the constitution forbids is no false alarm. */
const ALLOWABLE = /^(?:secret|personal|injection|security|origin)\./u;

/** A person says that a rule is wrong about a refused proposal: it then waits for approval as any other. */
export function decideAllowance(id: string, rule: string, view: StoreView, judge: Judge): Decision<ChangeOutcome> {
  const invalid = (message: string): Decision<ChangeOutcome> => ({ records: [], result: { kind: 'invalid', message } });
  const item = view.item(id);
  if (item === undefined) return invalid(`No proposal ${id}. Refresh the review list.`);
  const { proposal, state, comment, comments, drafted } = item;
  if (state !== 'refused') return invalid(`${proposal.path} is not refused; it needs no allowance.`);
  const verdict = judge(proposal, view);
  if (!verdict.hits.some((hit) => hit.rule === rule && hit.effect === 'refuse')) {
    return invalid(`${rule} does not refuse ${proposal.path}. Choose one of the rules that do.`);
  }
  if (!ALLOWABLE.test(rule)) return invalid(`${rule} can't be allowed. Edit the proposal, or reject it.`);
  const allowed = [...new Set([...(item.allowed ?? []), rule])];
  const revised = {
    ...reviewItem(proposal, allowRules(verdict, allowed)),
    comment,
    allowed,
    ...(comments === undefined ? {} : { comments }),
    ...(drafted === undefined ? {} : { drafted }),
  };
  const result: ChangeOutcome =
    revised.state === 'refused' ? { kind: 'refused', item: revised } : { kind: 'waiting', item: revised };
  return { records: [{ kind: 'revised', item: revised, comment: null }], result };
}
