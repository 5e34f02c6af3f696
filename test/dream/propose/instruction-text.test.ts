import { describe, expect, it } from 'vitest';
import { instructionText } from '../../../src/core/dream/propose/instruction-text.ts';

describe('a person’s sentence as an instruction', () => {
  it.each([
    [
      'we should be using the strong types instead of string wherever we can',
      'Use the strong types instead of string wherever we can.',
    ],
    ['remember also you have LSP tool access.', 'You have LSP tool access.'],
    ['and please always run the linter', 'Always run the linter.'],
    ['please don’t use npm, use pnpm instead'.replace('’', "'"), 'Use pnpm instead of npm.'],
    ["please don't commit without asking", 'Ask before you commit.'],
    ['no more emojis in commit messages please', 'No more emojis in commit messages please.'],
    ['can you always run the tests?', 'Always run the tests.'],
    ['From now on, write commit messages in the imperative.', 'Write commit messages in the imperative.'],
    ['maybe we should use UTC for now', 'Maybe we should use UTC for now.'],
    ["I don't want tokens under my account", "In a person's words: “I don't want tokens under my account”."],
  ])('%s', (said, written) => {
    expect(instructionText(said)).toBe(written);
  });
});
