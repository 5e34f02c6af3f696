import type { FoundMemory } from './memory-index.ts';

/** A memory this far below the best one for the query is no answer to it. */
const LEAST_SHARE = 0.25;
/** Memories that answer by nearness alone follow the answers: a few, and only near to the best of them. */
const NEIGHBOURS_IN_PROMPT = 2;
const LEAST_NEARNESS = 0.05;

/** Which of the memories that were found, best first, are worth a place in a prompt. */
export function promptAnswers(found: readonly FoundMemory[]): readonly FoundMemory[] {
  const best = found[0]?.score ?? 0;
  const answers = found.filter(({ score, share }) => share > 0 && score >= best * LEAST_SHARE);
  const near = found.filter(({ score, share }) => share === 0 && score >= best * LEAST_NEARNESS);
  return [...answers, ...near.slice(0, NEIGHBOURS_IN_PROMPT)];
}
