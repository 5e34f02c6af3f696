import { describe, expect, test } from 'vitest';
import { logLine } from '../../src/editor/log-line.ts';

const SECRET = `ghp_${'q7T9xB5gW2kR4nJ8vL1cD6hF3s'.repeat(2).slice(0, 36)}`;

describe('a line of the log', () => {
  test.each([
    ['a message', [`GET failed with ${SECRET}`, []]],
    ['an error and its stack', [new Error(`refused: ${SECRET}`), []]],
    ['what is told beside it', ['request', [{ headers: { authorization: SECRET } }]]],
  ] as const)('holds no secret of %s', (_what, [message, parts]) => {
    expect(logLine(message, parts)).not.toContain(SECRET);
  });

  test('says everything else as it is', () => {
    expect(logLine('Imported', [3, { of: 'sessions' }, undefined])).toBe('Imported 3 {"of":"sessions"} undefined');
  });
});
