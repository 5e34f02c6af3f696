import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFromChat, parseKeptSession } from '../../../src/editor/chat/parse-message.ts';
import type { FromChat } from '../../../src/protocol.ts';

const text = fc.string();
const id = fc.string({ minLength: 1, maxLength: 100 });
const plain = (
  ['ready', 'stop', 'retry', 'new-session', 'pick-session', 'pick-model', 'connect-model', 'import-sessions'] as const
).map((kind) => fc.constant({ kind }));

const messages: fc.Arbitrary<FromChat> = fc.oneof(
  ...plain,
  fc.record({ kind: fc.constantFrom('send' as const, 'copy' as const, 'insert' as const), text }),
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
    expect(parseFromChat({ kind: 'send', text: 'x'.repeat(1_000_001) })).toBeNull();
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
