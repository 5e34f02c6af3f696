import type { RuleHit } from '../dream/verdict.ts';

/** How much a hit of each family weighs; what is not listed weighs as much as evidence. */
const WEIGHTS: Readonly<Record<string, number>> = {
  secret: 1,
  injection: 0.9,
  security: 0.8,
  origin: 0.7,
  size: 0.7,
  semantic: 0.6,
  constitution: 0.6,
  personal: 0.5,
  store: 0.4,
  evidence: 0.3,
  sensitivity: 0,
};

/** 0 to 1: the chance that at least one of the hits is a real harm, were they independent. */
export function riskOf(hits: readonly RuleHit[]): number {
  const safe = hits.reduce((product, hit) => product * (1 - (WEIGHTS[hit.rule.split('.', 1)[0] ?? ''] ?? 0.3)), 1);
  return hits.some((hit) => hit.effect === 'refuse') ? 1 : Math.round((1 - safe) * 100) / 100;
}
