import type { RuleHit } from '../dream/verdict.ts';
import { findSecrets } from '../secrets/redact.ts';
import { type Allowance, isAllowed } from './allowance.ts';
import type { RuleDocumentation } from './rule.ts';

/** One rule a kind of secret: `secret.aws-access-key`. */
export const SECRET_RULE: RuleDocumentation = {
  name: 'secret.*',
  meaning: 'It holds a password, key or token; no secret is stored.',
  mend: 'Edit the secret out, or say where it is kept.',
  example: 'DATABASE_URL=postgres://app:s3cr3tP4ss@db.internal/app',
};

export function checkSecrets(text: string, allowances: readonly Allowance[] = []): readonly RuleHit[] {
  const found = findSecrets(text).filter(
    ({ kind, start, end }) => !isAllowed(text.slice(start, end), `secret.${kind}`, allowances),
  );
  const kinds = new Set(found.map((secret) => secret.kind));
  return [...kinds].map((kind) => ({
    rule: `secret.${kind}`,
    effect: 'refuse',
    detail: `holds what looks like ${describeKind(kind)}`,
  }));
}

function describeKind(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return `${/^[aeiou]/u.test(words) ? 'an' : 'a'} ${words}`;
}
