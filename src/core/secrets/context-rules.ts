import { entropy } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretRule } from './secret-rule.ts';

type Accepts = SecretRule['accepts'];

const always: Accepts = () => true;
const hasEntropy =
  (least: number): Accepts =>
  (secret) =>
    entropy(secret) >= least && !/x{6}/iu.test(secret);

/** A rule whose telling part stands inside the token: `before` is what precedes it. */
function inner(kind: string, starts: string, before: RegExp, body: RegExp, accepts = hasEntropy(2.8)): SecretRule {
  const behind = `(?<=(?<![\\w.~+/-])(?<before>${before.source}))`;
  const pattern = new RegExp(`${behind}(?:${body.source})(?![A-Za-z0-9])`, `dy${body.flags}`);
  return { kind, starts: starts.split(' '), pattern, accepts };
}

const STAND_IN =
  /^(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|test|admin|root|postgres|guest|key|credentials?|foo|bar|abc|123)$|[[{<$(]/iu;

/** Secrets known by what stands in their middle or around them. */
export const CONTEXT_RULES: readonly SecretRule[] = [
  inner(
    'azure-client-secret',
    String.raw`Q~[\w~.-]{31}`,
    /[\w~.-]{3}\d/u,
    /Q~[\w~.-]{31,34}(?![\w~.-])/u,
    hasEntropy(3.3),
  ),
  inner(
    'discord-token',
    String.raw`\.[\w-]{6}\.`,
    /[A-Z]{0,2}[MNO][\w-]{23,25}/u,
    /\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/u,
    hasEntropy(4),
  ),
  inner('dropbox-token', 'A{10}', /[A-Za-z0-9]{11}/u, /A{10}[\w=-]{43}(?![\w=-])/u, hasEntropy(3)),
  inner('mailchimp-key', String.raw`-us\d`, /[0-9a-f]{32}/u, /-us\d{1,2}/u),
  inner('telegram-token', String.raw`:A[A-Z][\w-]{33}`, /\d{8,10}/u, /:A[A-Z][\w-]{33}(?![\w-])/u),
  inner('facebook-token', String.raw`\|[\w-]{27} %7C[\w-]{27}`, /\d{15,16}/u, /(?:\||%7C)[\w-]{27,40}/u, hasEntropy(3)),
  inner('maxmind-key', '_mmk', /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}/u, /_mmk/u),
  inner('terraform-token', String.raw`\.atlasv1\.`, /[A-Za-z0-9]{14}/u, /\.atlasv1\.[\w=-]{60,70}/u, hasEntropy(3.5)),
  inner(
    'authress-key',
    String.raw`\.acc[_-]`,
    /(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}/u,
    /\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30,120}/u,
  ),
  {
    kind: 'tailscale-key',
    starts: ['tskey-'],
    pattern: /tskey-[a-z]{2,12}-[A-Za-z0-9]{8,40}-[A-Za-z0-9]{16,60}/duy,
    accepts: always,
  },
  {
    kind: 'npm-token',
    starts: [':_authToken='],
    pattern: /(?<=\/\/[\w.-]{3,80}(?:\/[\w./-]{0,80})?):_authToken=(?<secret>[A-Za-z0-9][\w-]{9,300}={0,2})/duy,
    accepts: always,
  },
  {
    kind: 'private-key',
    starts: ['-----BEGIN '],
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:(?=[^-]{0,400}[A-Za-z0-9+/=]{12})(?:[^-]|-(?!----)){12,20000}-----END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----|(?:(?:\\{1,4}[nr]|\s){1,4}[A-Za-z0-9+/=]{12,80}){1,200})/duy,
    accepts: always,
  },
  {
    kind: 'basic-auth',
    starts: [String.raw`://[^\s:/?#@"'<>\]{}]{0,80}:[^\s/@"'<>\]{}]{3}`],
    pattern:
      /(?<=[a-zA-Z][a-zA-Z0-9+.-]{1,20}):\/\/(?<user>[^\s:/?#@"'`<>[\]{}]{0,80}):(?!\k<user>@)(?<secret>[^\s/@"'`<>[\]{}]{3,200})@(?=[\w[.$-])/duy,
    accepts: (secret) => !isPlaceholder(secret) && !STAND_IN.test(secret),
  },
  {
    kind: 'basic-auth',
    starts: ['curl '],
    pattern:
      /curl (?:[^\n]|\\\n){0,200}?(?<=\s)(?:-u|--user)[ =]{1,4}\\{0,2}["']?[^\s:"'$<>{}[\]]{1,80}:(?<secret>[^\s"'`[]{5,200})/duy,
    accepts: (secret) => !isPlaceholder(secret) && /[^a-z]/u.test(secret),
  },
  {
    kind: 'basic-auth',
    starts: ['curl '],
    // The key stands in the place of the user, with nothing behind its colon.
    pattern:
      /curl (?:[^\n]|\\\n){0,200}?(?<=\s)(?:-u|--user)[ =]{1,4}\\{0,2}["']?(?<secret>[^\s:"'$<>{}[\]]{10,200}):(?=["'\s\\])/duy,
    accepts: (secret) => !isPlaceholder(secret) && /\d/u.test(secret) && /[A-Za-z]/u.test(secret),
  },
  {
    kind: 'docker-login',
    starts: ['"auth"'],
    pattern: /"auth"\s{0,2}:\s{0,2}"(?<secret>[A-Za-z0-9+/]{20,400}={0,2})"/duy,
    accepts: always,
  },
  {
    kind: 'secp256k1-key',
    starts: ['0x[0-9a-fA-F]{64}'],
    pattern: /(?<=(?:priv(?:ate)?|secret)[-_ ]?key["']?\s{0,3}[:=]\s{0,3}["']?)0x[0-9a-f]{64}(?![0-9a-f])/diuy,
    accepts: always,
  },
];
