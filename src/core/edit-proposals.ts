import type { Government } from './dream/constitution/govern.ts';
import { decideAllowance } from './dream/review/decide-allowance.ts';
import { decideEdit } from './dream/review/decide-edit.ts';
import { decideRejudging } from './dream/review/decide-rejudging.ts';
import type { Approver, Judge } from './dream/review.ts';
import type { DecisionOptions, Dreamwright } from './dreamwright.ts';
import { type Allowance, allowanceProblem } from './gate/allowance.ts';
import type { Decision, StoreView } from './store.ts';

/** Carries out what a person decides on proposals, under the law as it stands. */
export type UnderLaw = <T>(
  decide: (view: StoreView, judge: Judge, approver: Approver) => Decision<T>,
  options?: DecisionOptions,
) => Promise<T>;

interface EditPorts {
  readonly government: Government;
  /** What a person writes, without what they want masked. */
  readonly own: (text: string) => Promise<string>;
  readonly underLaw: UnderLaw;
  write<T>(decide: (view: StoreView) => Decision<T>): Promise<T>;
  readonly keepAllowance: ((allowance: Allowance) => Promise<void>) | undefined;
}

/** How a person changes what is proposed, and says that a rule is wrong about it. */
export function editProposals({
  government,
  own,
  underLaw,
  write,
  keepAllowance,
}: EditPorts): Pick<Dreamwright, 'editProposal' | 'allowRule' | 'allowPattern'> {
  /** Refused edits as they were written, which may hold what is never stored: here alone, until their rule is allowed. */
  const withheld = new Map<string, string>();

  const edit: Dreamwright['editProposal'] = async (id, written, options) => {
    const [text, mask] = [await own(written), await government.mask()];
    const outcome = await underLaw((view, judge) => decideEdit(id, { text, mask }, view, judge), options);
    if (outcome.kind === 'refused') withheld.set(id, text);
    else if (outcome.kind === 'waiting') withheld.delete(id);
    return outcome;
  };

  return {
    editProposal: edit,
    allowRule: (id, rule, { text = withheld.get(id), ...options } = {}) =>
      underLaw((view, judge) => decideAllowance(id, { rule, text }, view, judge), options),
    allowPattern: async (id, allowance) => {
      const problem = allowanceProblem(allowance);
      if (problem !== null) return { kind: 'invalid', message: problem };
      if (keepAllowance === undefined) {
        return { kind: 'invalid', message: 'There is no home folder to keep it in. Allow the rule once instead.' };
      }
      await keepAllowance(allowance);
      await write(() => ({ records: [{ kind: 'allowed', ...allowance }], result: null }));
      const text = withheld.get(id);
      return text === undefined ? underLaw((view, judge) => decideRejudging(id, view, judge)) : edit(id, text);
    },
  };
}
