import { expect, it } from 'vitest';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';

const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };

it('a rule for a while holds from the day it names to the day it names, and comes back by no later dream', async () => {
  let now = new Date('2026-02-26T12:00:00.000Z');
  const { dreamwright } = await openTemporary(() => now);
  const dreamOver = async (session: string, day: string, user: string) => {
    const { header, events } = scriptSession(session, day, [{ user }, { assistant: 'Done.' }]);
    await dreamwright.appendEvents(header, events);
    const outcome = await dreamwright.dream(OPTIONS);
    return outcome.kind === 'ended' ? outcome.items.map(({ proposal }) => proposal.path) : [];
  };
  const recalled = async (words: string) => (await dreamwright.recallForPrompt(words, 2_000)).text.includes(words);

  await dreamOver('a', '2026-02-25', 'never touch the migrations folder until next week');
  expect(await dreamwright.memories()).toMatchObject([{ validTo: '2026-03-02T00:00:00.000Z' }]);
  expect(await recalled('migrations folder')).toBe(true);
  await dreamOver('b', '2026-02-25', 'always use pnpm for installs, starting next month');
  expect(await recalled('pnpm for installs')).toBe(false);
  expect(await dreamOver('c', '2026-02-25', 'fix the login form')).toEqual([]);

  now = new Date('2026-03-05T12:00:00.000Z');
  expect(await recalled('migrations folder')).toBe(false);
  expect(await recalled('pnpm for installs')).toBe(true);
  expect(await dreamOver('d', '2026-03-04', 'fix the login form again')).toEqual([]);
  expect(await dreamwright.memories()).toHaveLength(2);
});

it('a rule that nobody knows the end of waits for a person', async () => {
  const { dreamwright } = await openTemporary();
  const { header, events } = scriptSession('a', '2026-02-25', [
    { user: 'Please never use the new client until the release.' },
    { assistant: 'Done.' },
  ]);
  await dreamwright.appendEvents(header, events);
  expect(await dreamwright.dream(OPTIONS)).toMatchObject({ record: { committed: 0, waiting: 1 } });
});
