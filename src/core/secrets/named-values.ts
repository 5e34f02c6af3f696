import { entropy } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import { prefixTree } from './prefix-tree.ts';
import type { SecretHit } from './secret-rule.ts';

/** Capitalised or not, and UPPER CASE, of each word: case-insensitive scanning is three times slower. */
function inEachCase(words: string): readonly string[] {
  return words
    .split(' ')
    .flatMap((word) => [`[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`, word.toUpperCase()]);
}

const SECRETS = inEachCase('password passwd passphrase pwd secret token credential creds authorization');
const KEYS = inEachCase('api access auth private signing encryption master license').flatMap((word) => [
  `${word}[-_ ]?[kK]ey`,
  `${word}[-_ ]?KEY`,
]);
/** Their tokens have no telling shape, and stand behind their bare name. */
const VENDOR_NAMES =
  'adafruit algolia asana bitbucket bittrex cloudant cloudflare codecov cohere coinbase confluent contentful datadog discord dropbox etsy fastly finnhub heroku hubspot intercom jfrog kraken kucoin mattermost meraki messagebird netlify okta rapidapi sendbird sentry snyk softlayer sourcegraph squarespace sumologic travis trello twitch twitter zendesk';
const VENDORS = inEachCase(VENDOR_NAMES).map((word) => `${word}(?![a-z])`);
/** `--token abc`, and "the password is abc". */
const BY_SPACE = String.raw`(?: is |(?<=--[\w-]{1,40}) )`;
/** What may stand between the name and the sign that assigns: nothing is read unless such a sign follows. */
const SIGN_AHEAD = String.raw`(?=[\w-]{0,24}[\\"'\x60\]]{0,4}[ \t]{0,12}(?:[:=|?>]|\.=|,[ \t]?\\?["'])|${BY_SPACE})`;
/** Names after which a value may be secret. */
const NAME = new RegExp(prefixTree([...SECRETS, ...KEYS, ...VENDORS]) + SIGN_AHEAD, 'gu');

/** The rest of the name: not `_url`, `Id`, `_count`. */
const TAIL = String.raw`(?:s(?![A-Za-z])|[-_ ]?(?:[aA]ccess|[aA]pi|[aA]uth|[hH]ash|[kK]ey|KEY|[vV]alue|[tT]oken|TOKEN|[sS]ecret|SECRET|[pP]assword|PASSWORD|[pP]rod|PROD|[dD]ev|DEV|[sS]taging|[tT]est|TEST|[lL]ive|LIVE|[bB]ase64|\d{1,3})(?![a-z])){0,3}`;
const ASSIGN = String.raw`(?:(?:\\{0,2}["'\x60\]]){0,2}[ \t]{0,12}(?::{1,3}=|=>|\|{1,2}|\.=|\?=|={1,2}|:|,(?=\s*\\{0,2}["']))[ \t]{0,12}|${BY_SPACE})`;
const VALUE = String.raw`(?:\\{0,2}["'\x60](?<quoted>[^"'\x60\s\\]{6,1000})\\{0,2}["'\x60]|(?<bare>[^\s"'\x60,;()\[\]{}<>\\|=&]{6,1000}={0,2}))`;
const ASSIGNED = new RegExp(`${TAIL}${ASSIGN}${VALUE}`, 'dyu');
const ELEMENT = />\s{0,40}(?<bare>[\w+/=.-]{16,1000})\s{0,40}<\//duy;
const HEADER =
  /\\{0,2}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,2}["']?(?:(?:bearer|basic|token|api-?token|api-?key|splunk|sso-key)[ \t]{1,4})?(?<bare>[^\s"'`,;()[\]{}<>\\$]{8,4000})/diuy;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
/** A call, a path, a member, a constant, a date, a version, hyphenated words: text that merely speaks of a secret. */
const CODE =
  /^[\w$.]+[([]|^[\w$]+(?:\.[A-Za-z_$][\w$]*)+$|^[./~@#&*$-]|:\/\/|^v?\d[\d.,:/_-]*$|\.(?:ts|js|go|py|json|ya?ml|env|txt|md|pem|cer|p12|key)$|^(?:[a-z]+\d{0,3}|\d+)(?:[-_.](?:[a-z]+\d{0,3}|\d+))+$/iu;

/** `NEXUS-GPT4-API-KEY`. */
const CONSTANT = /^[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)+$/u;

function isCode(value: string): boolean {
  return CODE.test(value) || CONSTANT.test(value);
}

function isMixed(value: string): boolean {
  return /\d/u.test(value) && /[A-Za-z]/u.test(value);
}

function isPassword(value: string): boolean {
  if (isPlaceholder(value) || UUID.test(value) || isCode(value)) return false;
  return isMixed(value) && (value.length >= 8 || /[^A-Za-z0-9]/u.test(value));
}

function isMachineMade(value: string): boolean {
  return (
    value.length >= 16 &&
    isMixed(value) &&
    entropy(value) >= 3.2 &&
    !isPlaceholder(value) &&
    !UUID.test(value) &&
    !isCode(value)
  );
}

function isHeaderValue(value: string): boolean {
  if (isPlaceholder(value)) return false;
  return UUID.test(value) || (!isCode(value) && value.length >= 12 && (isMixed(value) || value.endsWith('=')));
}

interface Reading {
  readonly kind: string;
  readonly patterns: readonly RegExp[];
  readonly accepts: (value: string) => boolean;
}

const PASSWORD: Reading = { kind: 'password', patterns: [ASSIGNED], accepts: isPassword };
const API_KEY: Reading = {
  kind: 'api-key',
  patterns: [ASSIGNED, ELEMENT],
  accepts: (value) => UUID.test(value) || isMachineMade(value),
};
/** Behind a maker's bare name a UUID is a key as well. */
const VENDOR: Reading = { ...API_KEY, kind: 'high-entropy' };
const MACHINE_MADE: Reading = { kind: 'high-entropy', patterns: [ASSIGNED, ELEMENT], accepts: isMachineMade };
const AUTHORIZATION: Reading = { kind: 'authorization-header', patterns: [HEADER], accepts: isHeaderValue };

const VENDOR_NAME = new RegExp(`^(?:${VENDOR_NAMES.replaceAll(' ', '|')})$`, 'iu');

function readingFor(name: string, before: string): Reading | null {
  if (/^authorization/iu.test(name)) return AUTHORIZATION;
  if (/^(?:pass|pwd)/iu.test(name)) return PASSWORD;
  if (/[cx]srf[-_]?$/iu.test(before)) return null;
  if (/^(?:api|auth)/iu.test(name)) return API_KEY;
  return VENDOR_NAME.test(name) ? VENDOR : MACHINE_MADE;
}

function readValue(text: string, index: number, reading: Reading): SecretHit | null {
  for (const pattern of reading.patterns) {
    pattern.lastIndex = index;
    const groups = pattern.exec(text)?.indices?.groups;
    const span = groups?.['quoted'] ?? groups?.['bare'];
    if (span !== undefined && reading.accepts(text.slice(...span))) {
      return { kind: reading.kind, start: span[0], end: span[1] };
    }
  }
  return null;
}

/** Secrets of no telling shape, known by the name before them: `password=…`, `X-Api-Key: …`, `Authorization: …`. */
export function findNamedValues(text: string): readonly SecretHit[] {
  const hits: SecretHit[] = [];
  NAME.lastIndex = 0;
  for (let name = NAME.exec(text); name !== null; name = NAME.exec(text)) {
    const reading = readingFor(name[0], text.slice(Math.max(0, name.index - 6), name.index));
    const hit = reading === null ? null : readValue(text, NAME.lastIndex, reading);
    if (hit === null) continue;
    hits.push(hit);
    NAME.lastIndex = hit.end;
  }
  return hits;
}
