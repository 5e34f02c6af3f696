import { OBJECTION_RULE } from '../../gate/objection-rule.ts';
import { riskOf } from '../../gate/risk.ts';
import { verdictOf } from '../../gate/verdict-of.ts';
import type { GatedItem } from '../gate-dream.ts';
import { reviewItem } from '../review/review-item.ts';
import type { RuleHit } from '../verdict.ts';

/** What a separate judging call of a model holds against a proposal, by a principle of the constitution. */
export interface Objection {
  /** Id of the proposal. */
  readonly proposal: string;
  /** The principle it goes against, as the constitution words it. */
  readonly principle: string;
  /** In the model's words, short and without secrets. */
  readonly why: string;
}

/**
 * Adds objections to what the rules said: what would commit by itself waits for a person, and nothing else becomes
 * laxer. What a person decides stays theirs, so an objection never refuses. Those about no proposal of the list say nothing.
 */
export function addObjections(items: readonly GatedItem[], objections: readonly Objection[]): readonly GatedItem[] {
  return items.map((gated) => {
    const { proposal } = gated.item;
    const hits = objections
      .filter((objection) => objection.proposal === proposal.id)
      .map(
        ({ principle, why }): RuleHit => ({
          rule: OBJECTION_RULE.name,
          effect: 'review',
          detail: why === '' ? `against “${principle}”` : `against “${principle}”: ${why}`,
        }),
      );
    if (hits.length === 0) return gated;
    const all = [...gated.verdict.hits, ...hits];
    const verdict = {
      ...gated.verdict,
      hits: all,
      verdict: verdictOf(all),
      risk: Math.max(gated.verdict.risk, riskOf(all)),
    };
    return { item: reviewItem(proposal, verdict), verdict, passed: null };
  });
}
