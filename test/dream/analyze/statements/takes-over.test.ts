import { describe, expect, test } from 'vitest';
import { takesOver } from '../../../../src/core/dream/analyze/statements/takes-over.ts';

describe('a person', () => {
  test.each([
    'I fixed it by hand.',
    'I did it myself',
    'never mind, done it myself',
    'Nevermind, I did it by hand.',
    'ok, I have just changed the port in the config manually',
    'We’ve already sorted that out ourselves, go on.',
    'I manually edited the lock file',
    'Fixed manually.',
    'it’s fixed by hand now',
    'I took it over and it works.',
    'Forget it, solved it myself',
  ])('who says %j took over', (sentence) => {
    expect(takesOver(sentence)).toBe(true);
  });

  test.each([
    'I’ll do it myself',
    'I could have fixed it by hand',
    'Did I do it myself?',
    'I haven’t done it by hand yet',
    'I did not fix it myself.',
    'Last time I fixed it by hand',
    'When I did it by hand it worked',
    'Please fix it yourself',
    'you did it manually, use the script',
    'do not edit it by hand',
    'I usually did it manually',
    'I never did it by hand',
    'The file is edited by hand',
    'I fixed the test',
    'Let me do that myself',
  ])('who says %j did not', (sentence) => {
    expect(takesOver(sentence)).toBe(false);
  });
});
