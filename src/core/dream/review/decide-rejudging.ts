import type { ChangeOutcome } from '../../dreamwright.ts';
import type { Decision, StoreView } from '../../store.ts';
import type { Judge } from '../review.ts';
import { allowRules } from './allow-rules.ts';
import { rejudgedItem, revision } from './review-item.ts';

/** What a refused proposal is once the rules have changed: it waits for a person, or is refused still. It never commits. */
export function decideRejudging(id: string, view: StoreView, judge: Judge): Decision<ChangeOutcome> {
  const item = view.item(id);
  if (item === undefined || item.state !== 'refused') {
    return {
      records: [],
      result: { kind: 'invalid', message: 'No refused proposal to judge again. Refresh the list.' },
    };
  }
  return revision(rejudgedItem(item, item.proposal, allowRules(judge(item.proposal, view), item.allowed ?? [])));
}
