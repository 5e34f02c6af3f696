import type { Passed } from '../dream/gate.ts';
import type { Proposal } from '../dream/proposal.ts';
import type { Verdict } from '../dream/verdict.ts';
import type { ChangeOutcome } from '../dreamwright.ts';
import type { Evidence } from '../evidence.ts';
import type { Decision, StoreView } from '../store.ts';

/** The gate for a person's own act: only `refuse` rules apply. */
export type PersonalJudge = (
  proposal: Proposal,
  view: StoreView,
) => { readonly verdict: Verdict; readonly passed: Passed | null };

/** One act of a person on the memory; the act is itself the approval. */
export interface PersonalAct {
  readonly view: StoreView;
  readonly judge: PersonalJudge;
  readonly person: string;
  readonly now: Date;
  /** The person's words as kept among the sessions. */
  readonly evidence: readonly Evidence[];
}

export type DecidePersonal = (act: PersonalAct) => Decision<ChangeOutcome>;

export function invalid(message: string): Decision<ChangeOutcome> {
  return { records: [], result: { kind: 'invalid', message } };
}
