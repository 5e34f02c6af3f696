import type { Bm25Options } from '../words/bm25.ts';

/** How much each view on the events counts; `bench:recall` switches them off one by one. */
export interface EventWeights {
  /** BM25 of the event's own words, whose weight is 1. */
  readonly turn: Bm25Options;
  /** BM25 of its whole session. */
  readonly session: Bm25Options;
  readonly sessionWeight: number;
  /** The better of the events just before and after. */
  readonly neighbourWeight: number;
  /** The best of the question's parts, each for itself. */
  readonly partWeight: number;
  /** Likeness of meaning of the event's words to the question's, and the best of its session. */
  readonly meaningWeight: number;
  readonly sessionMeaningWeight: number;
  /**
   * Power of the share of the question's words that an event holds, and how much the same wording counts. Both count as
   * far as some event holds all the words: then something is half remembered rather than asked.
   */
  readonly heldPower: number;
  readonly closenessWeight: number;
  /** Factors on an event that is what the question asks for: said by whom, when, holding what it quotes. */
  readonly userSpeaks: number;
  readonly assistantSpeaks: number;
  readonly authorSpeaks: number;
  readonly inTime: number;
  readonly phrase: number;
  /** Factor for each time that the same text stands before it. */
  readonly repeated: number;
}

/** In the middle of the flat region that both halves of the development questions share, not at its highest point. */
export const EVENT_WEIGHTS: EventWeights = {
  turn: { k1: 1.5, b: 0.9, rarity: 1.5, floor: 0 },
  session: { k1: 2, b: 0.75, rarity: 1.5, floor: 0 },
  sessionWeight: 0.4,
  neighbourWeight: 0.1,
  partWeight: 0.4,
  meaningWeight: 0.2,
  sessionMeaningWeight: 0.1,
  heldPower: 1,
  closenessWeight: 1,
  userSpeaks: 1.5,
  assistantSpeaks: 1.5,
  authorSpeaks: 1.5,
  inTime: 1.25,
  phrase: 1.25,
  repeated: 0.8,
};
