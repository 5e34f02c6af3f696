import { entropy } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretRule } from './secret-rule.ts';

type Accepts = SecretRule['accepts'];

const hasEntropy =
  (least: number): Accepts =>
  (secret) =>
    entropy(secret) >= least && !/x{6}/iu.test(secret);
const isNoExample: Accepts = (secret) => !secret.includes('EXAMPLE');
const isNoPlaceholder: Accepts = (secret) => entropy(secret) >= 3.9 && !isPlaceholder(secret);
const always: Accepts = () => true;

/** A token's first part must decode to a JSON object, else it only looks like one. */
const hasJsonHeader: Accepts = (secret) =>
  /^\{".*\}$/su.test(Buffer.from(secret.split('.', 1)[0] ?? '', 'base64url').toString('latin1'));

/** `starts` are patterns parted by spaces, each beginning with a plain character. */
function token(kind: string, starts: string, body: RegExp, accepts: Accepts = hasEntropy(2.8)): SecretRule {
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${body.source})(?![A-Za-z0-9])`, `dy${body.flags}`);
  return { kind, starts: starts.split(' '), pattern, accepts };
}

/**
 * Tokens whose makers gave them a telling beginning, after the makers' documentation and what the public detectors
 * gitleaks, secretlint and detect-secrets look for.
 */
export const TOKEN_RULES: readonly SecretRule[] = [
  token('aws-access-key', 'AKIA ASIA ABIA ACCA A3T', /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/u, isNoExample),
  token('aws-bedrock-key', 'ABSK', /ABSK[A-Za-z0-9+/]{109,269}={0,2}/u),
  token('aws-bedrock-key', 'bedrock-api-key-', /bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[\w+/=%-]{1,2000}/u),
  token(
    'azure-storage-key',
    'AccountKey= SharedAccessKey=',
    /(?:Account|SharedAccess)Key=(?<secret>[A-Za-z0-9+/]{42,88}={1,2})/u,
  ),
  token('azure-sas', 'sig=[A-Za-z0-9%/+]{40}', /sig=(?<secret>[A-Za-z0-9%/+]{43,60}(?:%3D|=))/u),
  token('github-token', 'ghp_ gho_ ghu_ ghs_ ghr_', /gh[pousr]_[A-Za-z0-9]{36,255}/u),
  // An installation's: its number, then a JWT.
  token('github-token', 'ghs_\\d', /ghs_\d{1,20}_[\w-]{20,400}\.[\w-]{20,800}\.[\w-]{20,400}/u),
  token('github-token', 'github_pat_', /github_pat_\w{60,255}/u),
  token(
    'gitlab-token',
    'glpat- gldt- glrt- glft- glsoat- glwt- glffct-',
    /gl(?:pat|dt|rt|ft|soat|wt|ffct)-[\w-]{20,300}(?:\.[\w-]{2,20}){0,3}/u,
  ),
  token('gitlab-token', 'glcbt- glimt-', /gl(?:cbt|imt)-[\w-]{20,300}/u),
  token('gitlab-token', 'glptt- glagent- gloas-', /glptt-[\w-]{40}(?![\w-])|glagent-[\w-]{50,300}|gloas-[\w-]{64}/u),
  token('gitlab-token', 'GR1348941', /GR1348941[\w-]{20,60}/u, (secret) => new Set(secret).size > 8),
  token('gitlab-session', '_gitlab_session=', /_gitlab_session=(?<secret>[0-9a-z]{32})/u),
  token(
    'slack-token',
    'xox[a-z][.-]',
    /xox[a-z](?:\.xox[bp])?-(?=[\w-]{0,80}\d{6})[A-Za-z0-9-]{14,260}[A-Za-z0-9](?!-)/u,
    (secret) => !/x{6}|EXAMPLE/iu.test(secret),
  ),
  token('slack-token', 'xoxe', /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{140,200}/u),
  token('slack-token', 'xapp-', /xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[A-Za-z0-9]{20,80}/u),
  token(
    'slack-webhook',
    'hooks\\.slack\\.com/',
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{40,80}/u,
    hasEntropy(3.5),
  ),
  token(
    'teams-webhook',
    'webhook\\.office\\.com/',
    /webhook\.office\.com\/webhookb2\/[\w@-]{60,90}\/IncomingWebhook\/[\w/-]{60,90}/u,
  ),
  token(
    'discord-webhook',
    'discord(?:app)?\\.com/api/webhooks/',
    /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[\w-]{60,72}/u,
  ),
  token(
    'stripe-key',
    'sk_live_ sk_test_ rk_live_ rk_test_ sk_prod_ rk_prod_',
    /[sr]k_(?:live|test|prod)_[A-Za-z0-9]{24,240}/u,
    isNoExample,
  ),
  token(
    'stripe-key',
    'sk_live_ sk_test_ rk_live_ rk_test_',
    /[sr]k_(?:live|test)_[A-Za-z0-9]{12,23}/u,
    hasEntropy(3.5),
  ),
  token('stripe-webhook-secret', 'whsec_', /whsec_[A-Za-z0-9+/]{24,100}={0,2}/u),
  token('google-api-key', 'AIza', /AIzaSy[\w-]{33,60}/u, isNoPlaceholder),
  token('google-oauth', 'GOCSPX- ya29\\.', /GOCSPX-[\w-]{28}|ya29\.[\w-]{30,2000}/u),
  token('anthropic-key', 'sk-ant-', /sk-ant-[a-z]{2,8}\d{2}-[\w-]{80,200}/u, isNoPlaceholder),
  token(
    'openai-key',
    'sk-[\\w-]{16}',
    /sk-(?:proj|svcacct|admin|or-v1)-[\w-]{40,200}|sk-[\w-]{16,120}T3BlbkFJ[\w-]{16,120}|sk-[A-Za-z0-9]{48}/u,
    hasEntropy(3.5),
  ),
  token('groq-key', 'gsk_', /gsk_[A-Za-z0-9]{44,60}/u, isNoPlaceholder),
  token('perplexity-key', 'pplx-', /pplx-[A-Za-z0-9]{48}/u, hasEntropy(3.5)),
  token('xai-key', 'xai-', /xai-[A-Za-z0-9]{70,90}/u, hasEntropy(3.5)),
  token('replicate-token', 'r8_[A-Za-z0-9]{8}', /r8_[A-Za-z0-9]{37,40}/u, hasEntropy(3.5)),
  token('huggingface-token', 'hf_[A-Za-z]{34} api_org_', /(?:hf_|api_org_)[A-Za-z]{34}/u, hasEntropy(2)),
  token('npm-token', 'npm_', /npm_[A-Za-z0-9]{36}/u),
  token('pypi-token', 'pypi-Ag', /pypi-Ag(?:EI|EN)[\w-]{50,1000}/u),
  token('rubygems-token', 'rubygems_', /rubygems_[a-f0-9]{48}/u),
  token('nuget-key', 'oy2[a-z0-9]{8}', /oy2[a-z0-9]{43}/u),
  token('clojars-token', 'CLOJARS_', /CLOJARS_[A-Za-z0-9]{60}/u),
  token('docker-token', 'dckr_', /dckr_[po]at_[\w-]{20,60}/u),
  token('sendgrid-key', 'SG\\.', /SG\.[\w-]{20,24}\.[\w-]{39,50}/u, hasEntropy(3.5)),
  token('sendinblue-key', 'xkeysib- xsmtpsib-', /x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}/u),
  token('mailgun-key', 'key-[a-f0-9]{8}', /key-[a-f0-9]{32}/u),
  token('twilio-key', 'AC[a-fA-Fx0-9]{8} SK[a-fA-F0-9]{8}', /(?:AC|SK)(?:[a-f0-9]{32}|[A-F0-9]{32}|x{32})/u, always),
  token('facebook-token', 'EAA[ACM][A-Za-z0-9]{8}', /EAA[ACM][A-Za-z0-9]{80,400}/u, hasEntropy(3.5)),
  token('facebook-token', 'EAACEdEose0cBA', /EAACEdEose0cBA[A-Za-z0-9]{10,400}/u),
  token(
    'square-token',
    'sq0(?:atp|csp)- EAAA[A-Za-z0-9]{8}',
    /sq0(?:atp|csp)-[\w-]{22,43}|EAAA[\w-]{56,60}/u,
    hasEntropy(3.5),
  ),
  token('shopify-token', 'shpat_ shpca_ shppa_ shpss_', /shp(?:at|ca|pa|ss)_[A-Za-z0-9]{32,40}/u),
  token('artifactory-token', 'AKC[A-Za-z0-9]{10}', /(?<![+/])AKC[A-Za-z0-9]{10,100}/u, always),
  token(
    'artifactory-token',
    'AP[0-9A-F][A-Za-z0-9]{8}',
    /(?<![+/])AP(?:\d[A-Za-z0-9]{8,100}|[A-F](?:[A-Za-z0-9]{30,100}|x{8,20}))/u,
    always,
  ),
  token('artifactory-token', 'cmVmd', /cmVmd[A-Za-z0-9]{59}/u),
  token('atlassian-token', 'ATATT3 ATCTT3', /AT[AC]TT3[\w=-]{60,250}/u),
  token('airtable-token', 'pat[A-Za-z0-9]{14}\\.', /pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/u),
  token(
    'harness-token',
    'pat\\.[\\w-]{22}\\. sat\\.[\\w-]{22}\\.',
    /[ps]at\.[\w-]{22}\.[0-9A-Za-z]{24}\.[0-9A-Za-z]{20}/u,
  ),
  token('databricks-token', 'dapi[a-f0-9]{8}', /dapi[a-f0-9]{32}(?:-\d)?/u),
  token('digitalocean-token', 'dop_v1_ doo_v1_ dor_v1_', /do[opr]_v1_[a-f0-9]{64}/u),
  token('doppler-token', 'dp\\.', /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/u),
  token('duffel-token', 'duffel_', /duffel_(?:test|live)_[\w=-]{43}/u),
  token('dynatrace-token', 'dt0[a-z]\\d\\d\\.', /dt0[a-z]\d\d\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64}/u),
  token('easypost-key', 'EZAK EZTK', /EZ[AT]K[A-Za-z0-9]{54}/u),
  token('figma-token', 'figd_ figo_', /fig[do]_[\w-]{40,80}/u, isNoPlaceholder),
  token('flutterwave-key', 'FLWSECK', /FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,40}(?:-X)?/u),
  token(
    'fly-token',
    'fo1_ fm1 fm2_',
    /fo1_[\w-]{43}|fm1[ar]_[A-Za-z0-9+/]{100,1000}={0,3}|fm2_[A-Za-z0-9+/]{100,1000}={0,3}/u,
    hasEntropy(4),
  ),
  token('frameio-token', 'fio-u-', /fio-u-[\w=-]{64}/u),
  token(
    'grafana-token',
    'glsa_ glc_',
    /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,400}={0,3}/u,
    hasEntropy(3.2),
  ),
  token('grafana-token', 'eyJrIjoi', /eyJrIjoi[A-Za-z0-9+/]{70,400}={0,3}/u),
  token('heroku-token', 'HRKU-', /HRKU-[\w-]{36,70}/u),
  token('infracost-key', 'ico-', /ico-[A-Za-z0-9]{32}/u),
  token('intra42-secret', 's-s4t2', /s-s4t2(?:ud|af)-[a-f0-9]{64}/u),
  token(
    'launchdarkly-key',
    'api-[0-9a-f]{8}- sdk-[0-9a-f]{8}- mob-[0-9a-f]{8}-',
    /(?:api|sdk|mob)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/u,
  ),
  token('linear-key', 'lin_api_ lin_oauth_', /lin_(?:api|oauth)_[A-Za-z0-9]{40,64}/u),
  token('mapbox-token', 'pk\\.[a-z0-9]{60} sk\\.[a-z0-9]{60}', /[ps]k\.[a-z0-9]{60}\.[a-z0-9]{22}/u),
  token('mapbox-token', 'sk\\.eyJ', /sk\.eyJ[\w-]{40,200}\.[\w-]{20,24}/u),
  token('newrelic-key', 'NRAK- NRJS- NRII- NRAA- NRRA-', /NR(?:AK|JS|II|AA|RA)-[\w-]{19,42}/u),
  token('notion-token', 'ntn_', /ntn_\d{11}[A-Za-z0-9]{35}/u),
  token('notion-token', 'secret_[A-Za-z0-9]{43}', /secret_[A-Za-z0-9]{43}/u, hasEntropy(4)),
  token(
    'octopus-key',
    'API-[A-Z0-9]{26}',
    /API-[A-Z0-9]{26}/u,
    (secret) => entropy(secret) >= 3 && /\d/u.test(secret) && !/^API-[0-9A-F]{26}$/u.test(secret),
  ),
  token('onepassword-token', 'ops_eyJ', /ops_eyJ[A-Za-z0-9+/]{250,4000}={0,3}/u, (secret) => !/dummy/iu.test(secret)),
  token(
    'onepassword-key',
    'A3-[A-Z0-9]{6}-',
    /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}/u,
    hasEntropy(3.5),
  ),
  token('openshift-token', 'sha256~', /sha256~[\w-]{43}/u, hasEntropy(4)),
  token('planetscale-token', 'pscale_', /pscale_(?:tkn|oauth|pw)_[\w=.-]{32,64}/u),
  token(
    'plaid-token',
    'access-(?:sandbox|development|production)-',
    /access-(?:sandbox|development|production)-[0-9a-f-]{36}/u,
  ),
  token('postman-key', 'PMAK-', /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/u),
  token('prefect-key', 'pnu_ pnb_', /pn[ub]_[A-Za-z0-9]{36}/u),
  token('pulumi-token', 'pul-', /pul-[a-f0-9]{40}/u),
  token('readme-key', 'rdme_', /rdme_[a-z0-9]{70}/u),
  token('adobe-secret', 'p8e-', /p8e-[A-Za-z0-9]{32}/u),
  token('alibaba-key', 'LTAI', /LTAI[A-Za-z0-9]{12,20}/u),
  token('tencent-key', 'AKID', /AKID[A-Za-z0-9]{32}/u),
  token('age-key', 'AGE-SECRET-KEY-1', /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/u),
  token('clickhouse-key', '4b1d[A-Za-z0-9]{38}', /4b1d[A-Za-z0-9]{38}/u, hasEntropy(3.2)),
  token('cloudflare-origin-key', 'v1\\.0-', /v1\.0-[a-f0-9]{24}-[a-f0-9]{146}/u),
  token('defined-networking-key', 'dnkey-', /dnkey-[\w=-]{26}-[\w=-]{52}/u),
  token('scalingo-token', 'tk-us-', /tk-us-[\w-]{48}/u),
  token('sentry-token', 'sntrys_ sntryu_', /sntrys_eyJ[\w+/=-]{80,400}|sntryu_[a-f0-9]{64}/u),
  token('settlemint-token', 'sm_[aps]at_', /sm_(?:aat|pat|sat)_[A-Za-z0-9]{16}/u),
  token('shippo-token', 'shippo_', /shippo_(?:live|test)_[a-fA-F0-9]{40}/u),
  token('sonar-token', 'squ_ sqp_ sqa_', /sq[upa]_[\w-]{40}/u),
  token('sourcegraph-token', 'sgp_', /sgp_(?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40}/u, hasEntropy(3)),
  token('supabase-key', 'sbp_ sb_secret_', /sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,60}/u),
  token('vercel-token', 'vcp_ vci_ vca_ vcr_ vck_', /vc[piark]_[A-Za-z0-9]{40,80}/u),
  token('vault-token', 'hv[sbr]\\.', /hv[sbr]\.[\w-]{24,300}/u, hasEntropy(3.5)),
  token('vault-token', 's\\.[A-Za-z0-9]{24}', /s\.(?=[a-zA-Z]*\d)[A-Za-z0-9]{24}/u, hasEntropy(3.5)),
  token('twitter-token', 'A{20}', /A{20,22}[A-Za-z0-9%]{80,120}/u, hasEntropy(3.5)),
  token('typeform-token', 'tfp_', /tfp_[\w.=-]{59}/u),
  token('yandex-token', 'AQVN t1\\.[\\w-]{10}', /AQVN[\w-]{35,38}|t1\.[\w-]{10,300}={0,2}\.[\w-]{86}={0,2}/u),
  token('jwt', 'eyJ', /eyJ[\w-]{14,4000}\.eyJ[\w-]{14,8000}(?:\.[\w-]{10,2000})?/u, hasJsonHeader),
  token('jwt', 'ZXlK[\\w+/-]{60}', /ZXlK[\w+/-]{60,8000}={0,2}/u, hasEntropy(4.3)),
];
