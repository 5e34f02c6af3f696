import { expect, test } from 'vitest';
import { TypedAhead } from '../../../src/editor/chat/typed-ahead.ts';

const words = (text: string) => ({ text, attached: [], images: [] });

test('an agent reads words alone, in order, up to what it can not read in the middle of its work', () => {
  let shown: readonly string[] = [];
  const ahead = new TypedAhead((texts) => {
    shown = texts;
  });
  const withFile = { text: '', attached: [{ name: 'a.ts, line 3', text: 'let a;' }], images: [] };
  for (const message of [words('first'), words('second'), withFile, words('third')]) ahead.add(message);
  expect(shown).toEqual(['first', 'second', 'a.ts, line 3', 'third']);
  expect(ahead.takeWords()).toEqual(['first', 'second']);
  expect(ahead.takeWords()).toEqual([]);
  expect(ahead.takeFirst()).toEqual(withFile);
  expect(ahead.takeWords()).toEqual(['third']);
  expect(shown).toEqual([]);
});

test('a slash command waits for the end of the answer', () => {
  const ahead = new TypedAhead(() => undefined);
  ahead.add(words('/recall lint'));
  expect(ahead.takeWords()).toEqual([]);
  expect(ahead.takeFirst()).toEqual(words('/recall lint'));
});
