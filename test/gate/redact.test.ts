import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/core/secrets/redact.ts';

/** Written in pieces, so that scanners of this repository do not take the tests for leaks. */
const join = (...pieces: readonly string[]): string => pieces.join('');

const SECRETS: readonly (readonly [kind: string, text: string])[] = [
  ['aws-access-key', join('key AKIA', 'Z3M5Q7RWTYPLKJHG.')],
  ['github-token', join('ghp_', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx')],
  ['gitlab-token', join('glpat-', 'hellOworld380_testin')],
  ['slack-token', join('xoxb-', '23984754863-2348975623112-Rk2mQz')],
  ['stripe-key', join('sk_live_', '3j20d9as0d2j30d2Kq7Yw1Zt')],
  ['google-api-key', join('AIzaSy', 'B5gT9xQ2mW7kR4nJ8vL1cD6hF3sPzYuEo')],
  ['npm-token', join('//npm.example.test/:_authToken=', '346a14f2-a672-4668-a892-956a462ab56e')],
  [
    'jwt',
    join(
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
      '.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4ifQ.SflKxwRJSMeKKF2QT4fwp',
    ),
  ],
  ['basic-auth', join('postgres://app:', 's3cr3tP4ss@db.internal:5432/app')],
  ['basic-auth', join('curl -u elastic:', 'P@ssw0rd$1 https://localhost:9200')],
  ['authorization-header', join('-H "Authorization: Bearer ', 'cfcabd11c7ed9a41b1a3e063c32d5114"')],
  ['password', join('password = "', 'MySecretPass123!"')],
  ['password', join('The password is ', 'Tr0ub4dor&3.')],
  ['high-entropy', join('deploy --token ', 'qT9xB5gW7kR4nJ8vL1cD6h')],
  ['basic-auth', join('curl -u "d2LkV78z', 'Lx!t:" https://localhost:9200')],
  ['high-entropy', join('heroku_token = "fb30bf11-a84d-4bad', '-9a54-64ea7c94a8be"')],
  ['twilio-key', join('SK', 'A07CFBFAA3DE09A06ECE9DF5FABFE329')],
  ['grafana-token', join('eyJrIjoi', 'wmpYwSBjqH4ZMKLjkqx3jFLr7UUJA8KQy3GpbKXvuDsCJOHYOjksqwH06pONuGHaiogd8jzzXG9=')],
  ['dropbox-token', join('udr08yved8k', 'AAAAAAAAAAv_zgu0xwrx7ofteg2ed_324p4aodu_zvx5aheh5eihl')],
  ['mapbox-token', join('pk.', 'yk8krn1hsobpvag50a2qli8630gdd61uba47jnqd56n3it24nl5ca0c0hr59.e3hb6h0wwjzpvdjy51xnqn')],
  ['docker-login', join('"auth": "', 'bWU6cVQ5eEI1Z1c3a1I0bko4dg=="')],
  ['api-key', join('{\\"api_key\\": \\"', 'qT9xB5gW7kR4nJ8vL1cD6h\\"}')],
  [
    'private-key',
    join(
      '-----BEGIN RSA PRIVATE',
      ' KEY-----\nMIIEpQIBAAKCAQEAn6O8li\nyxR5MsXFu9PRsrYQA7\n-----END RSA PRIVATE KEY-----',
    ),
  ],
  ['private-key', join('-----BEGIN PRIVATE', ' KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC')],
];

const HARMLESS: readonly string[] = [
  'id 743b294a-cd03-11ec-9d64-0242ac120002',
  'commit 43fc912ef59a83054ea7f6706df4d53a7dea4d80',
  'sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==',
  'password = getPassword()',
  'const token = await tokens.next(session.id);',
  ['Set `API_KEY=<your key>` and `password=$', '{DB_PASSWORD}`.'].join(''),
  'Authorization: Bearer $TOKEN',
  'max_tokens: 128000, token_count=1234567',
  'postgres://user:password@localhost/db',
  'curl -u user:pass https://example.com',
  'https://api.slack.com/web and xoxb-your-token',
  'The secret: keep functions small, and pass the token as an argument.',
  'docker run --user 1000:1000 image',
  'The token is required, and the password is checked on the server.',
  'git push --token-file ./token.txt',
];

describe('redact', () => {
  it.each(SECRETS)('replaces a secret of kind %s', (kind, text) => {
    const { text: redacted, found } = redact(text);
    expect(found).toEqual([kind]);
    const [before = '', after = ''] = redacted.split(`[redacted:${kind}]`);
    expect(text.startsWith(before) && text.endsWith(after)).toBe(true);
    expect(before.length + after.length).toBeLessThan(text.length - 8);
  });

  it.each(HARMLESS)('leaves alone: %s', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('keeps what stands around and between secrets', () => {
    const [first, second] = [
      join('ghp_', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'),
      join('glpat-', 'hellOworld380_testin'),
    ];
    expect(redact(`a ${first} b ${second} c`).text).toBe('a [redacted:github-token] b [redacted:gitlab-token] c');
  });

  it('finds most of the detectors’ own secrets and few of their look-alikes', () => {
    const rows = readFileSync('test/fixtures/gate/secrets.jsonl', 'utf8')
      .trim()
      .split('\n')
      .map((line): { readonly label: number; readonly text_base64: string } => JSON.parse(line));
    const share = (label: number): number => {
      const texts = rows
        .filter((row) => row.label === label)
        .map((row) => Buffer.from(row.text_base64, 'base64').toString());
      return texts.filter((text) => redact(text).found.length > 0).length / texts.length;
    };
    expect(share(1)).toBeGreaterThanOrEqual(0.85);
    expect(share(0)).toBeLessThanOrEqual(0.1);
  });

  it('changes nothing more when it runs again, whatever the text', () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.constantFrom(...SECRETS.map(([, text]) => text), ...HARMLESS, 'password=', '://a:', '@', '[redacted:'),
    );
    fc.assert(
      fc.property(fc.array(pieces), fc.constantFrom('', ' ', '\n', '"'), (parts, separator) => {
        const once = redact(parts.join(separator)).text;
        expect(redact(once).text).toBe(once);
      }),
    );
  });

  it('stays linear on megabyte lines made to trip it', () => {
    const hostile = [
      'password=',
      '-----BEGIN RSA PRIVATE KEY-----',
      'curl -u ',
      '://a:b',
      'eyJ',
      'a.',
      'Authorization: ',
      'xoxb-1',
      'A',
      '=',
      '\\"',
      'AKIA',
      'token":"',
      'ghs_1_a',
      'https://ab:abcd@c.d',
      'https://a:x-oauth-basic@',
      'SG.a.',
      'SECRET_ACCESS_KEY = ',
    ];
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(redact(text).text.length).toBeGreaterThan(0);
    }
  });
});
