import { canonicalJson } from '../canonical-json.ts';
import type { Allowance } from '../gate/allowance.ts';
import { checkText } from '../gate/check-text.ts';
import { carriedOrigin, writtenMemories } from '../gate/edited-memories.ts';
import type { GateContext } from '../gate/gate-context.ts';
import { PROPOSAL_RULES } from '../gate/gate-rules.ts';
import { checkPersonalData, handlePersonalData } from '../gate/personal-rules.ts';
import { riskOf } from '../gate/risk.ts';
import { checkSecrets } from '../gate/secret-rules.ts';
import { tightenHit } from '../gate/stricter.ts';
import { verdictOf } from '../gate/verdict-of.ts';
import { hashText } from '../hash-text.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Origin } from '../origin.ts';
import { constitutionHash } from './constitution/constitution.ts';
import type { Proposal } from './proposal.ts';
import { proposalPaths } from './proposal-paths.ts';
import type { RuleHit, Verdict } from './verdict.ts';

declare const passed: unique symbol;

/** An edit that commits without review; only this file makes them. */
export interface Passed {
  readonly proposal: string;
  readonly changes: readonly MemoryChange[];
  readonly [passed]: true;
}

export interface Judged {
  readonly verdict: Verdict;
  /** Null unless the verdict is `auto`. */
  readonly passed: Passed | null;
}

/** What the rules about words say of everything the proposal writes. */
function checkWords(proposal: Proposal, origin: Origin, allowances: readonly Allowance[] = []): readonly RuleHit[] {
  const written = writtenMemories(proposal).flatMap((memory) => checkText(memory.text, origin, allowances));
  const labels = proposal.changes.flatMap(({ after }) => (after === null ? [] : [after.path, ...after.tags]));
  const around = [proposal.reason, ...labels].join('\n');
  const quotes = proposal.evidence.map(({ quote }) => quote).join('\n');
  const hits = [
    ...written,
    ...checkSecrets(`${around}\n${quotes}`, allowances),
    ...checkPersonalData(around, origin, allowances),
  ];
  return [...new Map(hits.map((hit) => [hit.rule, hit])).values()];
}

function checkProposal(proposal: Proposal, context: GateContext): readonly RuleHit[] {
  return PROPOSAL_RULES.flatMap((rule) => {
    const hit = rule.check(proposal, context);
    return hit === null ? [] : [{ rule: rule.name, ...hit }];
  });
}

function judged(proposal: Proposal, hits: readonly RuleHit[], context: GateContext): Judged {
  const verdict: Verdict = {
    verdict: verdictOf(hits),
    hits,
    risk: riskOf(hits),
    constitution: constitutionHash(context.constitution),
  };
  const edit: Omit<Passed, typeof passed> = { proposal: proposal.id, changes: proposal.changes };
  return { verdict, passed: verdict.verdict === 'auto' ? (edit as Passed) : null };
}

/**
 * Step 4: gives a proposal its verdict by fixed rules, without a model. The words are judged by the lowest origin
 * they carry, whatever the proposal claims.
 */
export function gate(proposal: Proposal, context: GateContext): Judged {
  return judged(
    proposal,
    [
      ...checkWords(proposal, carriedOrigin(proposal), context.allowances).map((hit) =>
        handlePersonalData(hit, context.personalData),
      ),
      ...checkProposal(proposal, context),
    ].map((hit) => tightenHit(hit, proposalPaths(proposal), context.constitution)),
    context,
  );
}

/** A person's own save, `remember` or delete is itself the approval: only what is refused holds it. */
export function gatePersonal(proposal: Proposal, context: GateContext): Judged {
  const hits = [...checkWords(proposal, 'user', context.allowances), ...checkProposal(proposal, context)].map((hit) =>
    tightenHit(hit, proposalPaths(proposal), context.constitution),
  );
  const refused = hits.filter((hit) => hit.effect === 'refuse' && !hit.rule.startsWith('evidence.'));
  return judged(proposal, refused, context);
}

/** SHA-256 of exactly what would change, as lowercase hex: an approval is bound to it. */
export function proposalHash(changes: readonly MemoryChange[]): string {
  return hashText(canonicalJson(changes));
}
