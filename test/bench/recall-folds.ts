import { EVENT_WEIGHTS, type EventWeights } from '../../src/core/search/events/event-weights.ts';
import { type Measured, measureAll, PLAIN, summary } from './recall-quality.ts';
import type { BenchQuestion } from './recall-questions.ts';

const FOLDS = 5;

/** What a weight may be: out of use first. The shipped ones are among them. */
const CHOICES: readonly (readonly Partial<EventWeights>[])[] = [
  [
    { turn: PLAIN.turn, session: PLAIN.session },
    { turn: EVENT_WEIGHTS.turn, session: EVENT_WEIGHTS.session },
  ],
  [{ sessionWeight: 0 }, { sessionWeight: 0.2 }, { sessionWeight: 0.4 }, { sessionWeight: 0.8 }],
  [{ meaningWeight: 0 }, { meaningWeight: 0.2 }, { meaningWeight: 0.5 }],
  [{ sessionMeaningWeight: 0 }, { sessionMeaningWeight: 0.1 }, { sessionMeaningWeight: 0.3 }],
  [{ neighbourWeight: 0 }, { neighbourWeight: 0.1 }, { neighbourWeight: 0.3 }],
  [{ partWeight: 0 }, { partWeight: 0.4 }, { partWeight: 0.8 }],
  [
    { heldPower: 0, closenessWeight: 0 },
    { heldPower: 1, closenessWeight: 1 },
  ],
  [
    { userSpeaks: 1, assistantSpeaks: 1 },
    { userSpeaks: 1.5, assistantSpeaks: 1.5 },
  ],
  [
    { inTime: 1, phrase: 1 },
    { inTime: 1.25, phrase: 1.25 },
  ],
  [{ repeated: 1 }, { repeated: 0.8 }],
];

/**
 * Prints what recall comes to when the weights are chosen on four fifths of the questions, one after the other from all
 * out of use, and asked of the fifth that had no say; and what the shipped ones come to on the same questions.
 */
export function printFolds(questions: readonly BenchQuestion[]): void {
  const known = new Map<string, readonly Measured[]>();
  const measured = (weights: EventWeights): readonly Measured[] => {
    const key = JSON.stringify(weights);
    const all = known.get(key) ?? measureAll(questions, weights);
    known.set(key, all);
    return all;
  };
  const isOf = (fold: number) => (_: unknown, place: number) => place % FOLDS === fold;
  const isApart = (fold: number) => (_: unknown, place: number) => place % FOLDS !== fold;
  const kept = Array.from({ length: FOLDS }, (_, fold) => {
    const value = (weights: EventWeights): number => worthOf(measured(weights).filter(isApart(fold)));
    let chosen = PLAIN;
    for (const choices of CHOICES) {
      const tried = choices.map((choice) => ({ ...chosen, ...choice }));
      chosen = tried.reduce((best, one) => (value(one) > value(best) ? one : best));
    }
    return measured(chosen).filter(isOf(fold));
  });
  console.log(`\nWeights chosen on four fifths of the questions, asked of the last fifth, ${FOLDS} times`);
  console.log(`  chosen anew                    ${summary(kept.flat())}   (${kept.map(summary).join('   ')})`);
  console.log(`  as shipped                     ${summary(measured(EVENT_WEIGHTS))}`);
}

function worthOf(measured: readonly Measured[]): number {
  const turns = measured.flatMap((one) => one.turns ?? []);
  const sessions = measured.filter(({ hasAllSessions }) => hasAllSessions).length / measured.length;
  return turns.reduce((sum, share) => sum + share, 0) / Math.max(1, turns.length) + sessions;
}
