import { expect, test } from 'vitest';
import { createWarnings } from '../../../src/editor/chat/tell-warnings.ts';

const header = { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;

test('what is unusual about a session is told once, though its count grows, and never of a private one', async () => {
  const told: string[] = [];
  const warn = createWarnings((text) => told.push(text));
  let failed = 16;
  const memory = {
    earlyWarnings: async () => [`${failed++} failed calls among its first 20; 1 is usual for dreamwright`],
  };
  await warn({ header, isPrivate: true, memory });
  await warn({ header, isPrivate: false, memory });
  await warn({ header, isPrivate: false, memory });
  expect(told).toEqual([
    'Unusual so far: this session has 16 failed calls among its first 20; 1 is usual for dreamwright.',
  ]);
});
