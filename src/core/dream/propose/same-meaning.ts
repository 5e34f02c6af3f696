import { contentTerms, overlap } from '../analyze/terms.ts';

const SAME = 0.7;

/** Whether one of `texts` says the first sentence of `text` already, in much the same words. */
export function isSaidBy(text: string, texts: readonly string[]): boolean {
  const terms = new Set(contentTerms(instruction(text)));
  return texts.some((other) => overlap(terms, new Set(contentTerms(instruction(other)))) >= SAME);
}

/** The instruction of a memory: its first paragraph without what follows on when and why. */
export function instruction(text: string): string {
  return text.split(/\n\s*\n/u, 1)[0] ?? text;
}
