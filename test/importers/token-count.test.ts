import { expect, it } from 'vitest';
import { createTokenCount } from '../../src/importers/claude-code/token-count.ts';

const line = (id: string, output: number) => ({
  message: {
    id,
    usage: {
      input_tokens: 10,
      cache_creation_input_tokens: 500,
      cache_read_input_tokens: 9_000,
      output_tokens: output,
    },
  },
});

it('counts a message once, however many lines tell of it, and not what came from the cache', () => {
  const lines = [line('a', 1), line('a', 1), line('a', 40), line('b', 5)];
  expect(lines.map(createTokenCount())).toEqual([511, 0, 39, 515]);
});
it('takes nothing from lines that tell nothing', () => {
  const lines = [{}, { message: { id: 'a' } }, { message: { id: 'a', usage: { input_tokens: 'many' } } }];
  expect(lines.map(createTokenCount())).toEqual([0, 0, 0]);
});
