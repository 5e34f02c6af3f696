import { riskOf } from '../../gate/risk.ts';
import { verdictOf } from '../../gate/verdict-of.ts';
import type { Verdict } from '../verdict.ts';

/** The verdict when a person has said that these rules are wrong here: what they refused waits for approval. */
export function allowRules(verdict: Verdict, allowed: readonly string[]): Verdict {
  if (allowed.length === 0) return verdict;
  const hits = verdict.hits.map((hit) =>
    allowed.includes(hit.rule)
      ? { ...hit, effect: 'review' as const, detail: `${hit.detail}, allowed by a person` }
      : hit,
  );
  return { ...verdict, hits, verdict: verdictOf(hits), risk: riskOf(hits) };
}
