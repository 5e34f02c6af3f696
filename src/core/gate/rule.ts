import type { Proposal } from '../dream/proposal.ts';
import type { RuleHit } from '../dream/verdict.ts';
import type { Origin } from '../origin.ts';
import type { GateContext } from './gate-context.ts';
import type { Subject } from './subject.ts';

/** What every rule says of itself; the list of these is the reviewers' guide. */
export interface RuleDocumentation {
  /** Dotted, family first. */
  readonly name: string;
  /** One sentence: what it means when it fires. */
  readonly meaning: string;
  /** One sentence: what would change the verdict. */
  readonly mend: string;
  /** A text or a situation that makes it fire. */
  readonly example: string;
}

/** A rule about words alone; the command line's `check` runs these. */
export interface TextRule extends RuleDocumentation {
  readonly effect: (origin: Origin) => RuleHit['effect'];
  /** What made it fire, as a short clause; null when nothing did. */
  readonly find: (subject: Subject) => string | null;
}

/** A rule about an edit as a whole and the store it would change. */
export interface ProposalRule extends RuleDocumentation {
  readonly check: (proposal: Proposal, context: GateContext) => Omit<RuleHit, 'rule'> | null;
}
