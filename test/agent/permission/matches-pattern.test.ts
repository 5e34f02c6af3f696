import { expect, test } from 'vitest';
import { matchesPattern } from '../../../src/core/agent/permission/matches-pattern.ts';

test.each([
  ['npm test', 'npm test', true],
  ['npm test -- a', 'npm test*', true],
  ['npm', 'npm*', true],
  ['a\nb', 'a*b', true],
  ['src/a.ts', '*.ts', true],
  ['src/a.tsx', '*.ts', false],
  ['aXbXbc', 'a**b*c', true],
  ['npm.test', 'npm?test', false],
  ['', '*', true],
  ['', '', true],
  ['a', '', false],
])('%j and the pattern %j: %s', (text, pattern, expected) => {
  expect(matchesPattern(text, pattern)).toBe(expected);
});

test('a pattern that can be filled in countless ways holds nobody up', () => {
  expect(matchesPattern('a'.repeat(5_000), `${'*a'.repeat(40)}*b`)).toBe(false);
});
