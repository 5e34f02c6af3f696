import { Scores } from '../scores.ts';
import { type Bm25Options, inverseFrequency, saturation } from '../words/bm25.ts';
import type { WeightedTerm } from '../words/known-terms.ts';
import type { EventIndex } from './event-index.ts';

/** BM25 of whole sessions, each read as one document made of its events; keyed by the session's place in the index. */
export function scoreSessions(
  events: EventIndex,
  terms: readonly WeightedTerm[],
  options: Bm25Options,
  scores: Scores,
): void {
  const { sessions, index } = events;
  const averageLength = (index.averageLength * index.size) / Math.max(1, sessions.length);
  const saturate = saturation(averageLength, options);
  const frequencies = new Scores();
  scores.reset(sessions.length);
  for (const { term, weight, place } of terms) {
    frequencies.reset(sessions.length);
    index.visit(term, (document, frequency) => frequencies.add(events.sessionOf(document), frequency, place));
    const factor = weight * inverseFrequency(frequencies.touched.length, sessions.length) ** options.rarity;
    for (const session of frequencies.touched) {
      const length = sessions[session]?.length ?? 0;
      scores.add(session, factor * saturate(frequencies.of(session), length), place);
    }
  }
}
