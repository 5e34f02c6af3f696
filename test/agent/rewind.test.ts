import { describe, expect, test } from 'vitest';
import { attachmentEvent } from '../../src/core/agent/attachment.ts';
import { conversationOf, rewindUndoneEvent, rewoundEvent } from '../../src/core/agent/rewind.ts';
import { userEvent } from '../../src/core/agent/turn-events.ts';

const header = { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;
const maker = { header, clock: () => new Date('2026-03-01T10:00:00.000Z') };

describe('a conversation that went back', () => {
  const one = userEvent(maker, 'one');
  const file = attachmentEvent(maker, { name: 'a.ts', text: 'let a;' });
  const two = userEvent(maker, 'two');
  const three = userEvent(maker, 'three');

  test('ends before the message, what was attached to it included', () => {
    const back = rewoundEvent(maker, two.id);
    expect(conversationOf([one, file, two, back, three])).toEqual([one, three]);
  });

  test('is whole again once that is undone', () => {
    const back = rewoundEvent(maker, two.id);
    expect(conversationOf([one, file, two, back, rewindUndoneEvent(maker), three])).toEqual([one, file, two, three]);
  });

  test('is as it was when the message is not known', () => {
    expect(conversationOf([one, rewoundEvent(maker, 'evt_other')])).toEqual([one]);
  });
});
