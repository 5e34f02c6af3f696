import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFromChat, parseKeptSession } from '../../../src/editor/chat/parse-message.ts';
import type { Attachment } from '../../../src/protocol/chat-entry.ts';
import type { FromChat } from '../../../src/protocol.ts';

const text = fc.string();
const id = fc.string({ minLength: 1, maxLength: 100 });
const plain = (
  [
    'ready',
    'stop',
    'retry',
    'new-session',
    'pick-session',
    'pick-model',
    'connect-model',
    'import-sessions',
    'undo-restore',
  ] as const
).map((kind) => fc.constant({ kind }));

const line = fc.integer({ min: 1, max: 100_000 });
const attachment: fc.Arbitrary<Attachment> = fc.oneof(
  fc.record({ kind: fc.constant('selection' as const), path: id, firstLine: line, lastLine: line, text }),
  fc.record({
    kind: fc.constant('image' as const),
    name: id,
    mediaType: fc.constantFrom('image/png' as const, 'image/webp' as const),
    base64: fc.base64String(),
  }),
);
const answer = fc.constantFrom(...(['once', 'all', 'session', 'always', 'deny'] as const));

const messages: fc.Arbitrary<FromChat> = fc.oneof(
  ...plain,
  fc.record({ kind: fc.constantFrom('copy' as const, 'insert' as const), text }),
  fc.record({ kind: fc.constant('send' as const), text, attachments: fc.array(attachment, { maxLength: 20 }) }),
  fc.record({ kind: fc.constant('resend' as const), entry: id, text }),
  fc.record({ kind: fc.constant('answer-permission' as const), call: id, answer, pattern: text }),
  fc.record({ kind: fc.constant('answer-question' as const), call: id, text }),
  fc.record({ kind: fc.constantFrom('open-diff' as const, 'undo-edit' as const, 'stop-tool' as const), call: id }),
  fc.record({ kind: fc.constant('set-mode' as const), mode: fc.constantFrom('act' as const, 'plan' as const) }),
  fc.record({ kind: fc.constant('restore' as const), entry: id }),
  fc.record({ kind: fc.constant('find-mentions' as const), query: fc.string() }),
  fc.record({ kind: fc.constant('set-memory' as const), isOn: fc.boolean() }),
  fc.record({
    kind: fc.constant('give-feedback' as const),
    entry: id,
    feedback: fc.constantFrom('up' as const, 'down' as const, null),
  }),
  fc.record({ kind: fc.constant('open-memory' as const), memory: id }),
  fc.record({ kind: fc.constant('open-link' as const), target: text }),
);

describe('a message from the chat', () => {
  test('of the protocol passes unchanged', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(parseFromChat(message)).toEqual(message);
      }),
    );
  });

  test('that is anything else is rejected', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseFromChat(value)).toBeNull();
      }),
    );
  });

  test('with a field too many or too few is rejected', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(parseFromChat({ ...message, extra: true })).toBeNull();
        for (const key of Object.keys(message)) {
          expect(
            parseFromChat(Object.fromEntries(Object.entries(message).filter(([name]) => name !== key))),
          ).toBeNull();
        }
      }),
    );
  });

  test('that is larger than any person types is rejected', () => {
    expect(parseFromChat({ kind: 'send', text: 'x'.repeat(1_000_001), attachments: [] })).toBeNull();
  });
});

describe('the state that a webview kept', () => {
  test('gives its session back', () => {
    expect(parseKeptSession({ session: 'ses_1', draft: 'half a' })).toBe('ses_1');
  });

  test.each([undefined, null, 'ses_1', { session: 7, draft: '' }, { session: '', draft: '' }])(
    '%j gives none',
    (state) => {
      expect(parseKeptSession(state)).toBeNull();
    },
  );
});
