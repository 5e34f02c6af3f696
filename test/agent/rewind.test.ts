import { describe, expect, test } from 'vitest';
import { attachmentEvent } from '../../src/core/agent/attachment.ts';
import {
  conversationOf,
  editsLeftEvent,
  messagesSince,
  replacedEvent,
  rewindUndoneEvent,
  rewoundEvent,
} from '../../src/core/agent/rewind.ts';
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

  test('is read in an instant, however long it is and however often it went back', () => {
    const events = Array.from({ length: 40_000 }, (_, index) => userEvent(maker, `message ${index}`));
    const backs = events.slice(-500).map(({ id }) => rewoundEvent(maker, id));
    const began = performance.now();
    expect(conversationOf([...events, ...backs.reverse()])).toHaveLength(39_500);
    // Five times what it may hold the extension host; copying what is kept at each event took ten seconds.
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('what going back to before a message takes back', () => {
  const sent = (text: string, second: number) => ({
    ...userEvent(maker, text),
    at: `2026-03-01T10:00:0${second}.000Z`,
  });
  const [one, two, three, again, last] = ['one', 'two', 'three', 'two again', 'last'].map(sent);
  if (!one || !two || !three || !again || !last) throw new Error('There are five messages.');
  const file = attachmentEvent(maker, { name: 'a.ts', text: 'let a;' });
  const idsOf = (...events: readonly { readonly id: string }[]) => new Set(events.map(({ id }) => id));

  test('is the message and all after it', () => {
    expect(messagesSince([one, two, three], two.id)).toEqual({ messages: idsOf(two, three), since: two.at });
  });

  test('includes those that it took the place of, however often that was', () => {
    const first = [one, two, three, replacedEvent(maker, two.id), editsLeftEvent(maker, ['call']), file, again];
    expect(messagesSince(first, again.id)).toEqual({ messages: idsOf(two, three, again), since: two.at });
    const second = [...first, replacedEvent(maker, again.id), last];
    expect(messagesSince(second, last.id)).toEqual({ messages: idsOf(two, three, again, last), since: two.at });
    expect(messagesSince(second, one.id)?.messages.size).toBe(5);
  });

  test('leaves out what a restore had taken back before', () => {
    const events = [one, two, rewoundEvent(maker, two.id), three];
    expect(messagesSince(events, three.id)).toEqual({ messages: idsOf(three), since: three.at });
  });

  test('is nothing where the message is not known', () => {
    expect(messagesSince([one], 'evt_other')).toBeNull();
  });
});
