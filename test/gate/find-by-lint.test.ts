import { describe, expect, it } from 'vitest';
import { findByLint } from '../../src/core/secrets/find-by-lint.ts';
import { LINT_RULES } from '../../src/core/secrets/lint-rules.ts';
import { redact } from '../../src/core/secrets/redact.ts';

/** Made here, so that scanners of this repository do not take the tests for leaks. */
const mixed = (length: number): string => 'q7T9xB5gW2kR4nJ8vL1cD6hF3s'.repeat(400).slice(0, length);
const hex = (length: number): string => '7f3a9c41e8d2b605'.repeat(10).slice(0, length);

/** One for each rule, by the name of its package. */
const SECRETS: Readonly<Record<string, string>> = {
  '1password': `ops_${Buffer.from(JSON.stringify({ secretKey: mixed(140), muk: { k: 'q' } })).toString('base64')}`,
  anthropic: `sk-ant-api03-${mixed(93)}AA`,
  aws: `${mixed(39)}Z`,
  basicauth: `https://deploy:${mixed(12)}@registry.internal.net`,
  databricks: `dapi${hex(32)}`,
  docker: `dckr_pat_${mixed(27)}`,
  figma: `figd_${mixed(40)}`,
  github: `ghs_${mixed(36)}`,
  gitlab: `glpat-${mixed(20)}`,
  grafana: `glsa_${mixed(32)}_${hex(8)}`,
  'hashicorp-vault': `hvs.${mixed(95)}`,
  linear: `lin_api_${mixed(40)}`,
  npm: `npm_${mixed(36)}`,
  openai: `sk-${mixed(20)}T3BlbkFJ${mixed(20)}`,
  privatekey: ['-----BEGIN PRIVATE', ` KEY-----\nMII${mixed(200)}\n-----END PRIVATE`, ' KEY-----'].join(''),
  sendgrid: `SG.${mixed(22)}.${mixed(43)}`,
  shopify: `shpat_${hex(32)}`,
};

const ruleName = (id: string): string => id.replace('@secretlint/secretlint-rule-', '');

describe('findByLint', () => {
  it.each(LINT_RULES.map((rule) => [ruleName(rule.creator.meta.id), rule] as const))(
    'finds exactly the secret by the rule %s, which reports at once',
    (name, rule) => {
      const secret = SECRETS[name] ?? '';
      const text = `AWS_SECRET_ACCESS_KEY=${secret}\n`;
      expect(findByLint(rule, text)).toEqual([
        { kind: rule.kind, start: text.indexOf(secret), end: text.indexOf(secret) + secret.length },
      ]);
      expect(redact(`before ${text} after`).text).not.toContain(secret);
    },
  );

  it('is asked for what our own rules miss: a token in the place of the user', () => {
    const text = `git+https://${mixed(40)}:x-oauth-basic@github.com/team/tool.git`;
    expect(redact(text).text).not.toContain(mixed(40).slice(-16));
  });

  it('leaves to our own rules what it does not know yet: an installation token of GitHub that carries a JWT', () => {
    const text = `ghs_4711_${mixed(40)}.${mixed(80)}.${mixed(43)}`;
    expect(redact(text).text).not.toContain(mixed(40).slice(-16));
  });

  it.each([
    `ghp_${'x'.repeat(36)}`,
    'glpat-XXXXXXXXXXX-XXXXXXXX',
    'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ])('leaves placeholders alone: %s', (text) => {
    expect(redact(text).found).toEqual([]);
  });
});
