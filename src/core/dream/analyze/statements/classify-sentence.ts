import { isCorrection } from './correction-signals.ts';
import { isSaidForNow, type Standing, standingOf } from './standing-signals.ts';

export interface SentenceClass {
  readonly kind: 'preference' | 'correction';
  readonly standing: Standing;
  readonly isHedged: boolean;
}

export interface SentenceContext {
  /** An agent has spoken or acted before in this session. */
  readonly isReply: boolean;
  /** The person's words came with the refusal of a tool call. */
  readonly isRefusal: boolean;
}

/** Judges one sentence that a person typed; null when it neither instructs beyond the moment nor corrects. */
export function classifySentence(sentence: string, context: SentenceContext): SentenceClass | null {
  const plain = plainWords(sentence);
  const words = plain.split(' ').length;
  if (words < 2) return null;
  const isHedged = isSaidForNow(plain);
  const meant = standingOf(plain, words);
  // What is said with a "maybe" is no instruction yet.
  const standing = meant === 'explicit' && isHedged ? 'implied' : meant;
  const corrects = context.isReply && (context.isRefusal || isCorrection(plain, words));
  if (standing === 'none') return corrects ? { kind: 'correction', standing, isHedged } : null;
  return { kind: corrects && standing === 'implied' ? 'correction' : 'preference', standing, isHedged };
}

/** One spelling of apostrophes, and the ones that hurried people leave out. */
function plainWords(sentence: string): string {
  return sentence
    .replace(/[’‘`´](?=\w{1,2}\b)/gu, "'")
    .replace(/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must)nt\b/giu, "$1n't")
    .replace(/\b(ca|wo)nt\b/giu, "$1n't")
    .replace(/\b(that|it|there|here|what|let)s (?=(?:not|still|a|no|wrong|use|keep|always|never)\b)/giu, "$1's ")
    .replace(/^\s*\(\s*/u, '')
    .trim();
}
