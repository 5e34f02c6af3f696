import { creator as onePassword } from '@secretlint/secretlint-rule-1password';
import { creator as anthropic } from '@secretlint/secretlint-rule-anthropic';
import { creator as aws } from '@secretlint/secretlint-rule-aws';
import { creator as basicAuth } from '@secretlint/secretlint-rule-basicauth';
import { creator as databricks } from '@secretlint/secretlint-rule-databricks';
import { creator as docker } from '@secretlint/secretlint-rule-docker';
import { creator as figma } from '@secretlint/secretlint-rule-figma';
import { creator as github } from '@secretlint/secretlint-rule-github';
import { creator as gitlab } from '@secretlint/secretlint-rule-gitlab';
import { creator as grafana } from '@secretlint/secretlint-rule-grafana';
import { creator as vault } from '@secretlint/secretlint-rule-hashicorp-vault';
import { creator as linear } from '@secretlint/secretlint-rule-linear';
import { creator as npm } from '@secretlint/secretlint-rule-npm';
import { creator as openai } from '@secretlint/secretlint-rule-openai';
import { creator as privateKey } from '@secretlint/secretlint-rule-privatekey';
import { creator as sendgrid } from '@secretlint/secretlint-rule-sendgrid';
import { creator as shopify } from '@secretlint/secretlint-rule-shopify';

/** A rule of secretlint. Those that read texts report before `file` returns. */
export type LintCreator = typeof github;

export interface LintRule {
  /** As in the rules of our own that look for the same. */
  readonly kind: string;
  /** As in a `SecretRule`, at the beginning of a word. The rule is asked only where one matches: each reads the whole text. */
  readonly starts: readonly string[];
  /** The same, anywhere. */
  readonly inside: readonly string[];
  readonly creator: LintCreator;
}

/**
 * The rules of secretlint that, placeholders aside, cost no false alarm beyond those of our own on the labelled texts of
 * `npm run bench:trust`. Left out are those for Slack and for database addresses, which cost some and whose secrets our own
 * find, the one for Google's key files, which goes by a file's name, and secp256k1's, which needs compiled code.
 */
export const LINT_RULES: readonly LintRule[] = [
  { kind: 'onepassword-token', starts: ['ops_ey'], inside: [], creator: onePassword },
  { kind: 'anthropic-key', starts: ['sk-ant-api0'], inside: [], creator: anthropic },
  { kind: 'aws-secret-key', starts: [], inside: ['ccess_{0,1}[kK]ey', 'CCESS_{0,1}KEY'], creator: aws },
  { kind: 'basic-auth', starts: [], inside: [String.raw`://[\w-]{2,256}:[\w-]{4,256}@`], creator: basicAuth },
  { kind: 'databricks-token', starts: ['dapi[A-Fa-f0-9]{32}'], inside: [], creator: databricks },
  { kind: 'docker-token', starts: ['dckr_pat_'], inside: [], creator: docker },
  { kind: 'figma-token', starts: ['figd_'], inside: [], creator: figma },
  {
    kind: 'github-token',
    starts: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    inside: [],
    creator: github,
  },
  { kind: 'gitlab-token', starts: ['glpat-'], inside: [], creator: gitlab },
  { kind: 'grafana-token', starts: ['glc_', 'glsa_'], inside: [], creator: grafana },
  { kind: 'vault-token', starts: [String.raw`hv[sbr]\.[\w-]{90}`], inside: [], creator: vault },
  { kind: 'linear-key', starts: ['lin_api_'], inside: [], creator: linear },
  { kind: 'npm-token', starts: ['npm_[A-Za-z0-9_]{36}'], inside: [':x-oauth-basic@'], creator: npm },
  { kind: 'openai-key', starts: [], inside: ['T3BlbkFJ'], creator: openai },
  { kind: 'private-key', starts: [], inside: ['-----BEGIN'], creator: privateKey },
  { kind: 'sendgrid-key', starts: [String.raw`SG\.\w`], inside: [], creator: sendgrid },
  { kind: 'shopify-token', starts: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], inside: [], creator: shopify },
];
