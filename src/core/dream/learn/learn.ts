import type { StoreView } from '../../store.ts';
import type { EngineOutcome } from '../engine.ts';
import type { Finding } from '../finding.ts';
import { isWorthProposing, learnThresholds, type MovedThreshold } from './learned-thresholds.ts';
import { type LearnedWording, learnWording } from './learned-wording.ts';
import { reword } from './reword.ts';

/** What reviewers' decisions on earlier dreams teach the next one. */
export interface Learned {
  readonly thresholds: readonly MovedThreshold[];
  readonly wording: LearnedWording;
}

export function learnFromReviews(view: StoreView, now: Date): Learned {
  return { thresholds: learnThresholds(view, now), wording: learnWording(view) };
}

export function worthProposing(findings: readonly Finding[], { thresholds }: Learned): readonly Finding[] {
  return thresholds.length === 0 ? findings : findings.filter((finding) => isWorthProposing(finding, thresholds));
}

/** An engine's proposals in the words that people use, with a note on what was held back and what was reworded. */
export function asLearned(written: EngineOutcome, findings: readonly Finding[], learned: Learned): EngineOutcome {
  const held = findings.length - worthProposing(findings, learned).length;
  const proposals = written.proposals.map((proposal) => reword(proposal, learned.wording));
  const reworded = proposals.filter((proposal, index) => proposal !== written.proposals[index]).length;
  return {
    ...written,
    proposals,
    notes: [
      ...written.notes,
      ...(held === 0
        ? []
        : [`${held} ${held === 1 ? 'finding was' : 'findings were'} held back by what reviewers declined.`]),
      ...(reworded === 0
        ? []
        : [`${reworded} ${reworded === 1 ? 'text is' : 'texts are'} worded as people edited earlier ones.`]),
    ],
  };
}
