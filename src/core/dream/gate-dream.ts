import type { Clock } from '../clock.ts';
import type { GateLevel } from '../dreamwright.ts';
import type { Allowance } from '../gate/allowance.ts';
import { firmMemories } from '../gate/firm-memories.ts';
import { findMassLoss, SIZE_RULE } from '../gate/size-rule.ts';
import type { RaisedSupport } from '../gate/support-rule.ts';
import type { Memory } from '../memory/memory.ts';
import type { PersonalJudge } from '../personal/personal-act.ts';
import type { StoreView } from '../store.ts';
import { BUILT_IN_CONSTITUTION, type Constitution } from './constitution/constitution.ts';
import { gate, gatePersonal, type Judged } from './gate.ts';
import { learnThresholds, raisedSupport } from './learn/learned-thresholds.ts';
import type { Proposal, ReviewItem } from './proposal.ts';
import { holdForReview, reviewItem } from './review/review-item.ts';
import type { Judge } from './review.ts';
import type { RuleHit } from './verdict.ts';
import { withoutPersonalData } from './without-personal-data.ts';

/** A proposal of a dream after the gate; `passed` is null for what waits or is refused. */
export interface GatedItem extends Judged {
  readonly item: ReviewItem;
}

/** The gate with its level, constitution and clock. */
export interface DreamGate {
  readonly constitution: Constitution;
  readonly judge: Judge;
  readonly judgePersonal: PersonalJudge;
  judgeAll(proposals: readonly Proposal[], view: StoreView): readonly GatedItem[];
}

interface JudgedProposal extends Judged {
  readonly proposal: Proposal;
}

function hold({ proposal, verdict }: JudgedProposal, hit: RuleHit): JudgedProposal {
  return { proposal, verdict: holdForReview(verdict, hit), passed: null };
}

/** Of two edits of the same memory or path the first commits; the second was made without knowing of it. */
function keepApart(items: readonly JudgedProposal[]): readonly JudgedProposal[] {
  const touched = new Set<string>();
  return items.map((item) => {
    if (item.passed === null) return item;
    const places = item.passed.changes.flatMap(({ id, after }) => (after === null ? [id] : [id, after.path]));
    if (places.some((place) => touched.has(place))) {
      return hold(item, {
        rule: 'store.path-taken',
        effect: 'review',
        detail: 'another edit of this dream is in its place',
      });
    }
    for (const place of places) touched.add(place);
    return item;
  });
}

/** A dream that would lose more than a quarter of the entries at its start waits as a whole. */
export function gateDream(
  items: readonly JudgedProposal[],
  memoriesAtStart: readonly Memory[],
  now: Date,
): readonly GatedItem[] {
  const apart = keepApart(items);
  const possible = apart.filter(({ verdict }) => verdict.verdict !== 'refuse');
  const loss = findMassLoss(
    possible.flatMap(({ proposal }) => proposal.changes),
    memoriesAtStart,
    now,
  );
  const detail = loss === null ? '' : `the dream would lose ${loss.lost} of ${loss.entries} memories`;
  const held =
    loss === null ? apart : apart.map((item) => hold(item, { rule: SIZE_RULE.name, effect: 'review', detail }));
  return held.map(({ proposal, verdict, passed }) => ({ item: reviewItem(proposal, verdict), verdict, passed }));
}

/** The gate bound to a level of trust; the memories come with each call. */
export function bindGate(
  { sensitivity, personalData = 'review' }: GateLevel,
  clock: Clock,
  constitution: Constitution = BUILT_IN_CONSTITUTION,
  allowances: readonly Allowance[] = [],
): DreamGate {
  let learned: { readonly view: StoreView; readonly sequence: number; readonly raised: RaisedSupport } | null = null;
  const ownContextOf = (view: StoreView) => {
    return { sensitivity, personalData, memories: view, constitution, now: clock(), allowances };
  };
  const contextOf = (view: StoreView) => {
    const own = ownContextOf(view);
    // One act may judge hundreds; what was decided is the same for all of them.
    if (learned?.view !== view || learned.sequence !== view.sequence) {
      learned = { view, sequence: view.sequence, raised: raisedSupport(learnThresholds(view, own.now)) };
    }
    return { ...own, raised: learned.raised, firm: firmMemories(view.memories(), own.now) };
  };
  return {
    constitution,
    judge: (proposal, view) => gate(proposal, contextOf(view)).verdict,
    // A person's own act needs no support, so that nothing is read of what was decided before.
    judgePersonal: (proposal, view) => gatePersonal(proposal, ownContextOf(view)),
    judgeAll: (proposals, view) => {
      const context = contextOf(view);
      return gateDream(
        (personalData === 'mask' ? proposals.map((one) => withoutPersonalData(one, allowances)) : proposals).map(
          (proposal) => ({
            proposal,
            ...gate(proposal, context),
          }),
        ),
        view.memories(),
        context.now,
      );
    },
  };
}
