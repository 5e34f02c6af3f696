import { entropy } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretHit } from './secret-rule.ts';

/** Names after which a value is secret; the scan stops at nothing else. */
const NAME =
  /pass(?:w(?:or)?d|phrase)|pwd|secret|token|credentials?|creds|api[-_ ]?key|(?:access|auth|private|signing|encryption|master|license)[-_ ]?key|authorization|(?:adafruit|algolia|asana|atlassian|bitbucket|bittrex|cloudant|cloudflare|codecov|cohere|coinbase|confluent|contentful|datadog|discord|dropbox|etsy|fastly|finnhub|heroku|hubspot|intercom|jfrog|kraken|kucoin|mailgun|mattermost|meraki|messagebird|netlify|okta|pagerduty|rapidapi|sendbird|sentry|snyk|softlayer|sourcegraph|squarespace|sumo(?:logic)?|travis|trello|twitch|twitter|zendesk)(?![a-z])|(?<=\s)(?:-u|--user)(?=[ =])/giu;

/** What may follow the name before the value is assigned: not `_url`, `Id`, `_count`. */
const TAIL = String.raw`(?:s(?![A-Za-z])|[-_ ]?(?:access|api|auth|hash|key|value|val|token|secret|password|prod|production|dev|staging|test|live|base64|b64|\d{1,3})(?![a-z])){0,3}`;
/** `:`, `=`, `:=`, `=>`, perhaps after the quote or bracket that closes the name. */
const ASSIGN = String.raw`(?:\\{0,2}["'\x60\]]){0,2}[ \t]{0,12}(?::{1,3}=|=>|\|{1,2}|\.=|\?=|={1,2}|:|,(?=\s*\\{0,2}["']))[ \t]{0,12}`;
const VALUE = String.raw`(?:\\{0,2}["'\x60](?<quoted>[^"'\x60\s\\]{6,1000})\\{0,2}["'\x60]|(?<bare>[^\s"'\x60,;()\[\]{}<>\\|]{6,1000}))`;
const ASSIGNED = new RegExp(`${TAIL}${ASSIGN}${VALUE}`, 'diyu');
const ELEMENT = />\s{0,40}(?<quoted>[\w+/=.-]{16,1000})\s{0,40}<\//diuy;
const HEADER =
  /\\{0,2}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,2}["']?(?:(?:bearer|basic|token|api-?token|api-?key|splunk|sso-key)[ \t]{1,4})?(?<bare>[^\s"'`,;()[\]{}<>\\$]{8,4000})/diuy;
const CURL_USER = /[ =]{1,4}\\{0,2}["']?[^\s:"'$<>{}[\]]{1,80}:(?<bare>[^\s"'`]{5,200})/diuy;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
/** A call, a path, a member of an object, a constant, a date, a version: code that merely speaks of a secret. */
const CODE =
  /^[\w$.]+[([]|^[\w$]+(?:\.[A-Za-z_$][\w$]*)+$|^[./~@#&*$-]|^[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*$|:\/\/|^v?\d[\d.,:/_-]*$|\.(?:ts|js|go|py|json|ya?ml|env|txt|md|pem|cer|p12|key)$|^[a-z0-9]+(?:[-_][a-z0-9]{1,8})+$/u;

function isMixed(value: string): boolean {
  return /\d/u.test(value) && /[A-Za-z]/u.test(value);
}

function isPassword(value: string): boolean {
  if (isPlaceholder(value) || UUID.test(value) || CODE.test(value)) return false;
  return value.length >= 8 ? isMixed(value) : isMixed(value) && /[^A-Za-z0-9]/u.test(value);
}

function isMachineMade(value: string): boolean {
  if (value.length < 16 || isPlaceholder(value) || UUID.test(value) || CODE.test(value)) return false;
  return isMixed(value) && entropy(value) >= 3.2;
}

function isApiKey(value: string): boolean {
  return UUID.test(value) || isMachineMade(value);
}

function isHeaderValue(value: string): boolean {
  if (isPlaceholder(value)) return false;
  return (
    UUID.test(value) || (!CODE.test(value) && value.length >= 12 && (isMixed(value) || /[a-z][A-Z].*=$/u.test(value)))
  );
}

interface Reading {
  readonly kind: string;
  readonly patterns: readonly RegExp[];
  readonly accepts: (value: string) => boolean;
}

const PASSWORD: Reading = { kind: 'password', patterns: [ASSIGNED], accepts: isPassword };
const API_KEY: Reading = { kind: 'api-key', patterns: [ASSIGNED, ELEMENT], accepts: isApiKey };
const MACHINE_MADE: Reading = { kind: 'high-entropy', patterns: [ASSIGNED, ELEMENT], accepts: isMachineMade };
const AUTHORIZATION: Reading = { kind: 'authorization-header', patterns: [HEADER], accepts: isHeaderValue };
const CURL: Reading = { kind: 'basic-auth', patterns: [CURL_USER], accepts: isPassword };

function readingFor(name: string, text: string, index: number): Reading | null {
  const lower = name.toLowerCase();
  if (lower.startsWith('-')) return text.slice(Math.max(0, index - 300), index).includes('curl') ? CURL : null;
  if (lower === 'authorization') return AUTHORIZATION;
  if (lower.startsWith('pass') || lower === 'pwd') return PASSWORD;
  if (lower === 'token' && /[cx]srf[-_]?$/iu.test(text.slice(Math.max(0, index - 6), index))) return null;
  return /^api|^auth/u.test(lower) ? API_KEY : MACHINE_MADE;
}

/** Secrets of no telling shape, known by the name before them: `password=…`, `X-Api-Key: …`, `curl -u …`. */
export function findNamedValues(text: string): readonly SecretHit[] {
  const hits: SecretHit[] = [];
  NAME.lastIndex = 0;
  for (let name = NAME.exec(text); name !== null; name = NAME.exec(text)) {
    const reading = readingFor(name[0], text, name.index);
    if (reading === null) continue;
    for (const pattern of reading.patterns) {
      pattern.lastIndex = NAME.lastIndex;
      const groups = pattern.exec(text)?.indices?.groups;
      const span = groups?.['quoted'] ?? groups?.['bare'];
      if (span === undefined || !reading.accepts(text.slice(...span))) continue;
      hits.push({ kind: reading.kind, start: span[0], end: span[1] });
      NAME.lastIndex = span[1];
      break;
    }
  }
  return hits;
}
