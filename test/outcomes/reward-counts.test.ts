import { expect, test } from 'vitest';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { aFolder, aStore } from '../store/builders.ts';

const header = (session: string) => ({ session, agent: 'dreamwright', format: 'dreamwright', trust: 'user' as const });

function base(session: string, id: string) {
  return { session, id, at: '2026-02-01T10:00:00.000Z', agent: 'dreamwright' };
}

const recall = (session: string, ...memories: readonly string[]): SessionEvent => ({
  ...base(session, 'recall'),
  type: 'recall',
  origin: 'tool',
  text: '',
  memories,
});

const thumbs = (session: string, id: string, direction: 'up' | 'down' | 'none', call = 'answer'): SessionEvent => ({
  ...base(session, id),
  type: 'feedback',
  origin: 'user',
  text: { up: 'Thumbs up.', down: 'Thumbs down.', none: 'Took the thumbs back.' }[direction],
  isError: direction === 'down',
  call,
});

test('each judged session counts once for every memory that it recalled, in parts when it went both ways', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await store.appendEvents(header('well'), [recall('well', 'm', 'n'), thumbs('well', '1', 'up')]);
  await store.appendEvents(header('mixed'), [
    recall('mixed', 'm'),
    thumbs('mixed', '1', 'up', 'a'),
    thumbs('mixed', '2', 'down', 'b'),
  ]);
  await store.appendEvents(header('unjudged'), [recall('unjudged', 'm')]);
  expect(store.view.rewardCounts()).toEqual(
    new Map([
      ['m', { good: 1.5, bad: 0.5 }],
      ['n', { good: 1, bad: 0 }],
    ]),
  );
  await store.snapshot();
  const again = await aStore(directory);
  expect(again.view.rewardCounts()).toEqual(store.view.rewardCounts());
});

test('the last word on an answer counts, and one taken back does not', async () => {
  const store = await aStore();
  await store.appendEvents(header('s'), [recall('s', 'm'), thumbs('s', '1', 'up'), thumbs('s', '2', 'down')]);
  expect(store.view.rewardCounts()).toEqual(new Map([['m', { good: 0, bad: 1 }]]));
  await store.appendEvents(header('s'), [thumbs('s', '3', 'none')]);
  expect(store.view.rewardCounts()).toEqual(new Map());
});

test('an outcome judges its session, and an answer to a question does not', async () => {
  const store = await aStore();
  await store.appendEvents(header('s'), [
    recall('s', 'm'),
    { ...base('s', 'told'), type: 'feedback', origin: 'user', text: 'the second one', isError: false },
  ]);
  expect(store.view.rewardCounts()).toEqual(new Map());
  await store.appendEvents(header('s'), [
    { ...base('s', 'graded'), type: 'outcome', origin: 'tool', text: 'all criteria met', isError: false },
  ]);
  expect(store.view.rewardCounts()).toEqual(new Map([['m', { good: 1, bad: 0 }]]));
});

test('sessions of delegated agents are judged with the one that delegated, and recall a memory once together', async () => {
  const store = await aStore();
  const thread = (session: string) => ({ ...header(session), parentSession: 'main' });
  await store.appendEvents(thread('first'), [recall('first', 'm', 'n')]);
  await store.appendEvents(thread('second'), [recall('second', 'm')]);
  await store.appendEvents(header('main'), [recall('main', 'm'), thumbs('main', '1', 'up')]);
  expect(store.view.rewardCounts()).toEqual(
    new Map([
      ['m', { good: 1, bad: 0 }],
      ['n', { good: 1, bad: 0 }],
    ]),
  );
});
