import type { ChangeOutcome } from '../../dreamwright.ts';
import type { Mask } from '../../gate/mask.ts';
import type { Decision, StoreView } from '../../store.ts';
import type { Proposal } from '../proposal.ts';
import type { Judge } from '../review.ts';
import type { Verdict } from '../verdict.ts';
import { mainChange, rejudgedItem, revision } from './review-item.ts';

/** The proposal with another text in its main change; null where it has none, as it would delete. */
export function withText(proposal: Proposal, text: string): Proposal | null {
  const main = mainChange(proposal);
  if (main === undefined || main.after === null) return null;
  const edited = { ...main, after: { ...main.after, text } };
  return { ...proposal, changes: proposal.changes.map((change) => (change === main ? edited : change)) };
}

interface Edit {
  readonly text: string;
  readonly mask: Mask;
}

/**
 * A person's edit of the proposed text: the same proposal with new content, which passes the gate again. Of a refused one
 * only what the mask leaves is kept, as it may be refused for a secret.
 */
export function decideEdit(id: string, { text, mask }: Edit, view: StoreView, judge: Judge): Decision<ChangeOutcome> {
  const invalid = (message: string): Decision<ChangeOutcome> => ({ records: [], result: { kind: 'invalid', message } });
  const item = view.item(id);
  if (item === undefined) return invalid(`No proposal ${id}. Refresh the review list.`);
  const { path } = item.proposal;
  if (item.state !== 'waiting' && item.state !== 'refused') return invalid(`${path} was already ${item.state}.`);
  const edited = withText(item.proposal, text);
  if (edited === null) return invalid(`${path} would be deleted; there is no text to edit. Reject it instead.`);
  const verdict = judge(edited, view);
  const isRefused = verdict.verdict === 'refuse';
  const kept = (isRefused ? withText(item.proposal, mask(text)) : null) ?? edited;
  const judged = rejudgedItem(item, kept, isRefused ? maskedVerdict(verdict, mask) : verdict);
  return revision({ ...judged, drafted: item.drafted ?? mainChange(item.proposal)?.after?.text ?? '' });
}

/** Some rules quote what they found. */
function maskedVerdict(verdict: Verdict, mask: Mask): Verdict {
  return { ...verdict, hits: verdict.hits.map((hit) => ({ ...hit, detail: mask(hit.detail) })) };
}
