import { describe, expect, test } from 'vitest';
import { createClaims } from '../../src/core/agents/claims.ts';

const coordinator = { path: 'src/a.ts', session: 'whole', agent: 'dreamwright' };
const helper = { path: 'src/a.ts', session: 'part', agent: 'implementer', parent: 'whole' };
const other = { path: 'src/a.ts', session: 'other', agent: 'tester', parent: 'whole' };

describe('a claim on a file', () => {
  test('is handed over to an agent that its holder waits for, and to one at a time', () => {
    const claims = createClaims();
    expect(claims.claim(coordinator)).toBeNull();
    expect(claims.claim(helper)).toBeNull();
    expect(claims.claim(other)).toEqual(helper);
    claims.release('part');
    expect(claims.claim(other)).toBeNull();
  });

  test('is not handed over to the agent of another session', () => {
    const claims = createClaims();
    claims.claim(coordinator);
    expect(claims.claim({ ...helper, parent: 'elsewhere' })).toEqual(coordinator);
  });
});
