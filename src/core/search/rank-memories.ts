import type { Memory } from '../memory/memory.ts';
import { BestOf } from './best-of.ts';
import type { MemorySearchOptions } from './memory-index.ts';
import { HIGHEST_RANK, highestRank, rankOf } from './memory-rank.ts';
import type { Question } from './question/question.ts';
import type { Scores } from './scores.ts';
import { top } from './top.ts';
import { metShare } from './words/met-words.ts';

/** What is asked at once: a question, or a part of one. */
export type Asked = Pick<Question, 'text' | 'terms' | 'emptyTerms'>;

export interface RankedMemory {
  readonly document: number;
  readonly memory: Memory;
  readonly score: number;
}

/** How the memories compare with what is asked: their words' scores, the best of those, and each one's cosine. */
interface Compared {
  readonly scores: Scores;
  readonly first: number | null;
  readonly likeness: Float32Array;
}

/** The memories of an index, of which some are read only when they are asked for. */
export interface MemoriesByDocument {
  memory(document: number): Memory | undefined;
  /** Without reading it. */
  idOf(document: number): string | undefined;
  /** Together, which takes a part of the time. */
  readAhead(documents: Iterable<number>): void;
}

/** How much likeness of meaning counts beside the words, where some memory holds all of them. */
const MEANING_WEIGHT = 1.5;
/** Memories less like the question have nothing in common with it (cosine). */
export const LEAST_LIKENESS = 0.2;
/** Of those near by words and meaning, before it counts how many of the words each holds, so many for one that is read. */
const NEAR = 3;

/**
 * The words count by the square of the share of them that the best memory holds: where all lack most of the question's
 * words, the few they share are chance. And each memory's count by the share that it holds itself. Likeness is absolute.
 */
export function rankMemories(
  question: Asked,
  { scores, first, likeness }: Compared,
  memories: MemoriesByDocument,
  options: Pick<MemorySearchOptions, 'limit' | 'holds' | 'uses' | 'rewardRank'>,
): readonly RankedMemory[] {
  const { limit, holds, uses, rewardRank = () => 1 } = options;
  const wordWeight = first === null ? 0 : metShare(question.terms, scores, first) ** 2 / scores.of(first);
  const allTerms = [...question.terms, ...question.emptyTerms];
  const best = new BestOf<RankedMemory>(limit, precedes);
  const worded = (document: number): number => wordWeight * scores.of(document);
  const meant = (document: number): number => MEANING_WEIGHT * Math.max(0, likeness[document] ?? 0);
  const scoreOf = (document: number): number =>
    worded(document) * metShare(allTerms, scores, document) + meant(document);
  const offer = (document: number): void => {
    const memory = memories.memory(document);
    if (memory === undefined || !holds(memory)) return;
    const score = scoreOf(document);
    best.offer({ document, memory, score: score * rankOf(memory, uses(memory.id)) * rewardRank(memory.id) });
  };
  const documents = [...scores.touched];
  likeness.forEach((like, document) => {
    if (like >= LEAST_LIKENESS && scores.of(document) === 0) documents.push(document);
  });
  const bound = (document: number): number => worded(document) + meant(document);
  const near = top(documents, NEAR * limit, by(bound));
  const nearest = new Set(top(near, limit, by(scoreOf)));
  memories.readAhead(nearest);
  for (const document of nearest) offer(document);
  // Most others are too far down to come in whatever their standing: they are passed over unread.
  const least = best.last?.score ?? 0;
  const mayEnter = (document: number): boolean => {
    if (bound(document) * HIGHEST_RANK < least) return false;
    const id = memories.idOf(document) ?? '';
    return scoreOf(document) * highestRank(uses(id)) * rewardRank(id) >= least;
  };
  const others = documents.filter((document) => !nearest.has(document) && mayEnter(document));
  memories.readAhead(others);
  for (const document of others) offer(document);
  return best.sorted();
}

export function precedes(a: RankedMemory, b: RankedMemory): boolean {
  return a.score === b.score ? a.memory.id < b.memory.id : a.score > b.score;
}

/** Highest first. */
function by(scoreOf: (document: number) => number): (a: number, b: number) => boolean {
  return (a, b) => (scoreOf(a) === scoreOf(b) ? a < b : scoreOf(a) > scoreOf(b));
}
