import type { RuleHit } from '../dream/verdict.ts';
import type { Origin } from '../origin.ts';
import { INJECTION_RULES } from './injection-rules.ts';
import { ORIGIN_RULES } from './origin-rules.ts';
import { PERSONAL_RULES } from './personal-rules.ts';
import type { TextRule } from './rule.ts';
import { checkSecrets } from './secret-rules.ts';
import { SECURITY_RULES } from './security-rules.ts';
import { makeSubject } from './subject.ts';

export const TEXT_RULES: readonly TextRule[] = [
  ...ORIGIN_RULES,
  ...PERSONAL_RULES,
  ...INJECTION_RULES,
  ...SECURITY_RULES,
];

/** What the content and origin rules say of a text; neither the store nor the evidence is looked at. */
export function checkText(text: string, origin: Origin): readonly RuleHit[] {
  const subject = makeSubject(text, origin);
  const secrets = subject.readings.flatMap((reading) => checkSecrets(reading));
  const hits: RuleHit[] = [...new Map([...checkSecrets(text), ...secrets].map((hit) => [hit.rule, hit])).values()];
  for (const rule of TEXT_RULES) {
    const detail = rule.find(subject);
    if (detail !== null) hits.push({ rule: rule.name, effect: rule.effect(origin), detail });
  }
  return hits;
}
