import { type SupportRule, supportRuleOf } from '../../gate/support-rule.ts';
import type { StoreView } from '../../store.ts';
import type { Finding } from '../finding.ts';
import type { ReviewItem } from '../proposal.ts';

/** What a person decided on one proposal of a dream. */
export interface Reviewed {
  readonly isAccepted: boolean;
  /** ISO 8601. */
  readonly at: string;
  /** What the proposal carried out. */
  readonly findings: readonly Finding[];
  /** The support it stood by; null where something else held it too, or no support would have let it pass. */
  readonly support: SupportRule | null;
}

/** What is decided because of its words says nothing of its kind. */
const ABOUT_WORDS = /^(?:secret|personal|injection|security)\./u;

/** Decisions since `since`: approved and edited ones count for, rejected and undone ones against. */
export function reviewedSince(view: StoreView, since: string): readonly Reviewed[] {
  const findings = new Map<string, ReadonlyMap<string, Finding>>();
  const findingsOf = (dream: string): ReadonlyMap<string, Finding> => {
    const known = findings.get(dream) ?? new Map(view.findings(dream).map((finding) => [finding.id, finding]));
    findings.set(dream, known);
    return known;
  };
  return view.items(['committed', 'rejected']).flatMap((item): readonly Reviewed[] => {
    const { dream } = item.proposal;
    if (dream === null || item.decidedAt === null || item.decidedAt < since || !isByPerson(item)) return [];
    const { hits } = item.verdict;
    if (hits.some(({ rule }) => ABOUT_WORDS.test(rule))) return [];
    const known = findingsOf(dream);
    return [
      {
        isAccepted: item.state === 'committed',
        at: item.decidedAt,
        findings: item.proposal.findings.flatMap((id) => known.get(id) ?? []),
        support: hits.every(({ rule }) => rule === 'evidence.thin') ? supportRuleOf(item.proposal) : null,
      },
    ];
  });
}

/** What committed by itself and still stands was looked at by nobody. */
function isByPerson({ state, verdict }: ReviewItem): boolean {
  return state === 'rejected' || verdict.verdict !== 'auto';
}
