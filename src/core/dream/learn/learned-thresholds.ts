import type { RaisedSupport, SupportRule } from '../../gate/support-rule.ts';
import type { StoreView } from '../../store.ts';
import type { Finding } from '../finding.ts';
import { type Reviewed, reviewedSince } from './reviewed.ts';

/** `finding.KIND`: the score below which nothing is proposed. `support.RULE`: how many sessions more an edit takes. */
export type ThresholdName = `finding.${Finding['kind']}` | `support.${SupportRule}`;

/** A threshold that stands elsewhere than usual, and what reviewers decided that moved it. */
export interface MovedThreshold {
  readonly name: ThresholdName;
  /** A score from 0 to 1, or a number of sessions; the usual value is 0. */
  readonly value: number;
  readonly declined: number;
  readonly approved: number;
}

/** Decisions older than that no longer count, so that what was held back comes up again. */
export const DECISIONS_COUNT_DAYS = 90;
/** From here on a score is always worth a proposal. */
const HIGHEST_SCORE = 0.8;
/** So many more must be declined than approved before a kind of finding is held back. */
const DECLINED_TO_HOLD = 3;
/** So many more declined than approved make an edit take one session more; never more than these. */
const DECLINED_A_SESSION = 2;
const MOST_SESSIONS_MORE = 3;

/**
 * Where reviewers' decisions have moved the thresholds of the rules, from the usual ones towards stricter alone. A pure
 * reading of the decisions: approvals, an undo of an undo, time, and a person's reset move them back.
 */
export function learnThresholds(view: StoreView, now: Date): readonly MovedThreshold[] {
  const since = new Date(now.getTime() - DECISIONS_COUNT_DAYS * 86_400_000).toISOString();
  const resets = view.thresholdResets();
  const scores = new Map<ThresholdName, Decided[]>();
  const supports = new Map<ThresholdName, Decided[]>();
  const note = (to: Map<ThresholdName, Decided[]>, name: ThresholdName, { isAccepted, at }: Reviewed, score = 0) => {
    if (at <= (resets.get(name) ?? '') || at <= (resets.get('all') ?? '')) return;
    to.set(name, [...(to.get(name) ?? []), { score, isAccepted }]);
  };
  for (const reviewed of reviewedSince(view, since)) {
    for (const finding of reviewed.findings) note(scores, `finding.${finding.kind}`, reviewed, finding.score);
    if (reviewed.support !== null) note(supports, `support.${reviewed.support}`, reviewed);
  }
  const moved = [
    ...[...scores].map(([name, decided]) => threshold(name, decided, heldScore(decided))),
    ...[...supports].map(([name, decided]) => threshold(name, decided, sessionsMore(decided))),
  ];
  return moved.filter(({ value }) => value > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Decided {
  readonly score: number;
  readonly isAccepted: boolean;
}

function threshold(name: ThresholdName, decided: readonly Decided[], value: number): MovedThreshold {
  const approved = decided.filter(({ isAccepted }) => isAccepted).length;
  return { name, value, approved, declined: decided.length - approved };
}

/** The lowest score up to which far more was declined than approved, where holding that back is best; 0 for none. */
function heldScore(decided: readonly Decided[]): number {
  const candidates = [...new Set(decided.map(({ score }) => score))].sort((a, b) => a - b);
  let held = 0;
  let most = DECLINED_TO_HOLD - 1;
  for (const score of candidates) {
    const below = decided.filter((one) => one.score <= score);
    const spared = below.reduce((sum, { isAccepted }) => sum + (isAccepted ? -1 : 1), 0);
    if (spared > most) {
      most = spared;
      held = score;
    }
  }
  // Scores are told with two digits: what reads the same is held alike.
  return Math.min(HIGHEST_SCORE, Math.ceil(held * 100) / 100);
}

function sessionsMore(decided: readonly Decided[]): number {
  const more = decided.reduce((sum, { isAccepted }) => sum + (isAccepted ? -1 : 1), 0);
  return Math.max(0, Math.min(MOST_SESSIONS_MORE, Math.floor(more / DECLINED_A_SESSION)));
}

/** What the gate takes of it. */
export function raisedSupport(moved: readonly MovedThreshold[]): RaisedSupport {
  const moreFor = (rule: SupportRule): number => moved.find(({ name }) => name === `support.${rule}`)?.value ?? 0;
  return {
    instruction: moreFor('instruction'),
    statements: moreFor('statements'),
    failures: moreFor('failures'),
    merge: moreFor('merge'),
    supersede: moreFor('supersede'),
  };
}

/** Findings that are worth a proposal by what reviewers decided on others of their kind. */
export function isWorthProposing(finding: Finding, moved: readonly MovedThreshold[]): boolean {
  if (isExplicit(finding)) return true;
  const held = moved.find(({ name }) => name === `finding.${finding.kind}`)?.value ?? 0;
  return held === 0 || finding.score > held;
}

/** What a person said to be remembered is theirs to decide on each time. */
function isExplicit(finding: Finding): boolean {
  if (finding.kind === 'preference' || finding.kind === 'correction') return finding.standing === 'explicit';
  return finding.kind === 'contradiction' && finding.memory !== null && finding.statement.standing === 'explicit';
}
