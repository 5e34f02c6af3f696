import type { PersonalDataHandling } from '../dreamwright.ts';
import { redact } from '../secrets/redact.ts';
import { type Allowance, isAllowed } from './allowance.ts';
import { maskPersonalData } from './personal-rules.ts';

/** Takes out of a text what must not be kept. */
export type Mask = (text: string) => string;

/** Where nobody said more. */
export const maskSecrets: Mask = (text) => redact(text).text;

/**
 * What every text that comes in goes through: secrets and what the constitution never stores always, personal data where
 * the person wants it masked.
 */
export function makeMask({
  allowances,
  personalData,
  neverStore,
}: {
  readonly allowances: readonly Allowance[];
  readonly personalData: PersonalDataHandling;
  readonly neverStore: readonly string[];
}): Mask {
  const ofSecrets = allowances.filter(({ rule }) => rule.startsWith('secret.'));
  const isHarmless = (kind: string, secret: string): boolean => isAllowed(secret, `secret.${kind}`, ofSecrets);
  const maskPhrases = phraseMask(neverStore);
  return (text) => {
    const { text: found } = ofSecrets.length === 0 ? redact(text) : redact(text, isHarmless);
    const masked = maskPhrases(found);
    return personalData === 'mask' ? maskPersonalData(masked, allowances) : masked;
  };
}

/** Each of the phrases as `[redacted:never-store]`, however it is written; masking twice changes nothing more. */
function phraseMask(phrases: readonly string[]): Mask {
  if (phrases.length === 0) return (text) => text;
  const longestFirst = phrases.toSorted((left, right) => right.length - left.length);
  const pattern = longestFirst.map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('|');
  const expression = new RegExp(`\\[redacted:[\\w-]+\\]|${pattern}`, 'giu');
  return (text) =>
    text.replace(expression, (found) => (/^\[redacted:/u.test(found) ? found : '[redacted:never-store]'));
}
