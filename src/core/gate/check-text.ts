import type { RuleHit } from '../dream/verdict.ts';
import type { Origin } from '../origin.ts';
import { type Allowance, withoutAllowed } from './allowance.ts';
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

/** What the content and origin rules say of a text, but for what a person allowed; neither the store nor the evidence is looked at. */
export function checkText(text: string, origin: Origin, allowances: readonly Allowance[] = []): readonly RuleHit[] {
  const subject = makeSubject(text, origin);
  const secrets = [text, ...subject.readings].flatMap((reading) => checkSecrets(reading, allowances));
  const hits: RuleHit[] = [...new Map(secrets.map((hit) => [hit.rule, hit])).values()];
  for (const rule of TEXT_RULES) {
    const isEased = allowances.some((allowance) => allowance.rule === rule.name);
    const seen = isEased ? makeSubject(withoutAllowed(text, rule.name, allowances), origin) : subject;
    const detail = rule.find(seen);
    if (detail !== null) hits.push({ rule: rule.name, effect: rule.effect(origin), detail });
  }
  return hits;
}
