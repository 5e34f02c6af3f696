import { TEXT_RULES } from './check-text.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import { OBJECTION_RULE } from './objection-rule.ts';
import type { ProposalRule, RuleDocumentation } from './rule.ts';
import { SECRET_RULE } from './secret-rules.ts';
import { SEMANTIC_RULES } from './semantic-rules.ts';
import { PROBES_RULE, SIZE_RULE } from './size-rule.ts';
import { STORE_RULES } from './store-rules.ts';

/** Rules about an edit as a whole; those about words alone are the text rules. */
export const PROPOSAL_RULES: readonly ProposalRule[] = [...STORE_RULES, ...SEMANTIC_RULES, ...EVIDENCE_RULES];

/** Every rule of the gate with its documentation, in the order in which hits are listed. */
export const GATE_RULES: readonly RuleDocumentation[] = [
  SECRET_RULE,
  ...TEXT_RULES,
  ...PROPOSAL_RULES,
  SIZE_RULE,
  PROBES_RULE,
  OBJECTION_RULE,
];
