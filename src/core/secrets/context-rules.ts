import { isPlaceholder } from './placeholder.ts';
import type { SecretRule } from './secret-rule.ts';

const STAND_IN =
  /^(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|test|admin|root|postgres|guest|key|credentials?|foo|bar|abc|123)$|[[{<$(]/iu;

/** Secrets of no telling shape, known by the place they stand in. */
export const CONTEXT_RULES: readonly SecretRule[] = [
  {
    kind: 'private-key',
    starts: ['-----BEGIN '],
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:(?=[^-]{0,400}[A-Za-z0-9+/=]{12})(?:[^-]|-(?!----)){12,20000}-----END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----|(?:(?:\\{1,4}[nr]|\s){1,4}[A-Za-z0-9+/=]{12,80}){1,200})/duy,
    accepts: () => true,
  },
  {
    kind: 'basic-auth',
    starts: ['://'],
    pattern:
      /(?<=[a-zA-Z][a-zA-Z0-9+.-]{1,20}):\/\/[^\s:/?#@"'`<>[\]{}]{0,80}:(?<secret>[^\s/@"'`<>[\]{}]{3,200})@(?=[\w[.$-])/duy,
    accepts: (secret) => !isPlaceholder(secret) && !STAND_IN.test(secret),
  },
  {
    kind: 'secp256k1-key',
    starts: ['0x'],
    pattern: /(?<=(?:priv(?:ate)?|secret)[-_ ]?key["']?\s{0,3}[:=]\s{0,3}["']?)0x[0-9a-f]{64}(?![0-9a-f])/diuy,
    accepts: () => true,
  },
];
