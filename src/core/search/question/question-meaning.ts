import type { Question, QuestionPart } from './question.ts';

/** The vectors of a question as a whole and of its parts, in their order. */
export interface QuestionMeaning {
  readonly whole: Float32Array;
  readonly parts: readonly Float32Array[];
}

/** Each takes a vector and a look at every memory; who writes a longer message tells rather than asks. */
const MOST_PARTS = 6;

/** The parts whose answers are looked for among memories, each for itself. */
export function memoryParts({ parts }: Pick<Question, 'parts'>): readonly QuestionPart[] {
  return parts.slice(0, MOST_PARTS);
}

/** The texts to make vectors of: the whole question, then its parts. */
export function textsOfMeaning(question: Pick<Question, 'text' | 'parts'>): readonly string[] {
  return [question.text, ...memoryParts(question).map(({ text }) => text)];
}
