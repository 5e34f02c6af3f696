import { choicesOf } from '../statements/alternatives.ts';
import { contentTerms } from '../terms/terms.ts';

/** Words that two texts on one subject share, or choices that both make: only such pairs are worth taking apart. */
export function topicsOf(text: string): ReadonlySet<string> {
  const terms = contentTerms(text);
  return new Set([...terms, ...terms.flatMap(choicesOf)]);
}

/** The sentences of what a memory tells to do, without headings and what stands below of where that comes from. */
export function instructionSentences(text: string): readonly string[] {
  const instruction = text.split(/\n\s*\n/u, 1)[0] ?? text;
  return instruction
    .split(/(?<=[.!])\s+|\n+/u)
    .filter((sentence) => /\p{L}/u.test(sentence) && !/:[*_]*\s*$/u.test(sentence));
}
