import type { PersonalDataHandling } from '../dreamwright.ts';
import { redact } from '../secrets/redact.ts';
import { type Allowance, isAllowed } from './allowance.ts';
import { maskPersonalData } from './personal-rules.ts';

/** Takes out of a text what must not be kept. */
export type Mask = (text: string) => string;

/** Where nobody said more. */
export const maskSecrets: Mask = (text) => redact(text).text;

/** What every text that comes in goes through: secrets always, personal data where the person wants it masked. */
export function makeMask({
  allowances,
  personalData,
}: {
  readonly allowances: readonly Allowance[];
  readonly personalData: PersonalDataHandling;
}): Mask {
  const ofSecrets = allowances.filter(({ rule }) => rule.startsWith('secret.'));
  const isHarmless = (kind: string, secret: string): boolean => isAllowed(secret, `secret.${kind}`, ofSecrets);
  return (text) => {
    const { text: masked } = ofSecrets.length === 0 ? redact(text) : redact(text, isHarmless);
    return personalData === 'mask' ? maskPersonalData(masked, allowances) : masked;
  };
}
