import type { ScoreSource } from '../fuse.ts';
import type { Question } from '../question/question.ts';
import { metWords } from '../words/met-words.ts';
import type { EventIndex } from './event-index.ts';
import type { EventWeights } from './event-weights.ts';

/** So that one chance word is not worth less than nothing. */
const LEAST_SHARE = 0.1;

/**
 * Likeness of meaning, of an event and of its session. It counts the more, the fewer of the question's words the best
 * event holds: what all of them hardly hold was said in other words, if at all.
 */
export function meaningSources(
  events: EventIndex,
  question: Question,
  weights: EventWeights,
  likeness: Float32Array,
): readonly ScoreSource[] {
  const { turnScores: turns } = events;
  const first = turns.touched[0] ?? 0;
  const best = turns.touched.reduce((a, b) => (turns.of(b) > turns.of(a) ? b : a), first);
  const share = Math.max(LEAST_SHARE, metWords(question, turns, best).share);
  const sessions = bestBySession(events, likeness);
  return [
    { weight: weights.meaningWeight / share, scoreOf: (document) => Math.max(0, likeness[document] ?? 0) },
    { weight: weights.sessionMeaningWeight / share, scoreOf: (document) => sessions[events.sessionOf(document)] ?? 0 },
  ];
}

function bestBySession(events: EventIndex, likeness: Float32Array): Float32Array {
  const best = new Float32Array(events.sessions.length);
  likeness.forEach((like, document) => {
    const session = events.sessionOf(document);
    if (like > (best[session] ?? 0)) best[session] = like;
  });
  return best;
}
