import type { RuleHit, Verdict } from '../dream/verdict.ts';

/** The strictest effect decides. */
export function verdictOf(hits: readonly RuleHit[]): Verdict['verdict'] {
  if (hits.some((hit) => hit.effect === 'refuse')) return 'refuse';
  return hits.length > 0 ? 'review' : 'auto';
}
