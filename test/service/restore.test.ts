import { describe, expect, it } from 'vitest';
import { openTemporary } from './open-temporary.ts';

const HEADER = { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;

/** A session whose person states one thing, which the agent keeps, and whose agent then makes something up. */
async function aSession() {
  let now = new Date('2026-03-01T10:00:00.000Z');
  const { dreamwright } = await openTemporary(() => now);
  const remember = (path: string, file_text: string) =>
    dreamwright.memoryTool({ header: HEADER, input: { command: 'create', path, file_text }, sensitivity: 'balanced' });
  const say = (id: string, text: string) =>
    dreamwright.appendEvents(HEADER, [
      { session: 'ses_1', id, at: now.toISOString(), agent: 'dreamwright', type: 'user', origin: 'user', text },
    ]);
  await say('m1', 'From now on always run `pnpm lint` before you commit.');
  const first = await remember('/memories/lint.md', 'From now on always run `pnpm lint` before you commit.');
  now = new Date('2026-03-01T11:00:00.000Z');
  await say('m2', 'From now on always name branches after their ticket.');
  const second = await remember('/memories/branches.md', 'From now on always name branches after their ticket.');
  now = new Date('2026-03-01T11:30:00.000Z');
  const third = await remember('/memories/guess.md', 'The deploy script lives in tools/deploy.sh.');
  return { dreamwright, kinds: [first.kind, second.kind, third.kind], advance: (to: string) => (now = new Date(to)) };
}

describe('going back to before a message', () => {
  it('takes back what the agent did to the memory since, committed or waiting, and leaves what was before', async () => {
    const { dreamwright, kinds, advance } = await aSession();
    expect(kinds).toEqual(['committed', 'committed', 'waiting']);
    advance('2026-03-01T12:00:00.000Z');
    const undone = await dreamwright.revert({ madeInSessions: ['ses_1'], since: '2026-03-01T11:00:00.000Z' });
    expect(undone).toMatchObject({ memories: 1, withdrawn: 1, merges: 0 });
    expect((await dreamwright.memories()).map(({ path }) => path)).toEqual(['/lint.md']);
    expect(await dreamwright.items(['waiting'])).toEqual([]);
    expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true });

    await dreamwright.revert({ commit: undone.commit ?? '' });
    expect((await dreamwright.memories()).map(({ path }) => path).toSorted()).toEqual(['/branches.md', '/lint.md']);
    expect((await dreamwright.items(['waiting'])).map(({ proposal }) => proposal.path)).toEqual(['/guess.md']);
  });

  it('can be undone where all that it took back had waited', async () => {
    const { dreamwright } = await aSession();
    const undone = await dreamwright.revert({ madeInSessions: ['ses_1'], since: '2026-03-01T11:15:00.000Z' });
    expect(undone).toMatchObject({ memories: 0, withdrawn: 1 });
    expect(await dreamwright.items(['waiting'])).toEqual([]);
    await dreamwright.revert({ commit: undone.commit ?? '' });
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
  });

  it('takes those of agents that it delegated to with them', async () => {
    const { dreamwright } = await aSession();
    expect(await dreamwright.revert({ madeInSessions: ['ses_2', 'ses_1'] })).toMatchObject({ memories: 2 });
  });

  it('leaves what other sessions and people did alone', async () => {
    const { dreamwright } = await aSession();
    await dreamwright.remember({ text: 'Deploy on Tuesdays.', path: '/deploy.md' });
    expect(await dreamwright.revert({ madeInSessions: ['ses_2'] })).toMatchObject({ memories: 0, withdrawn: 0 });
    expect(await dreamwright.revert({ madeInSessions: ['ses_1'] })).toMatchObject({ memories: 2, withdrawn: 1 });
    expect((await dreamwright.memories()).map(({ path }) => path)).toEqual(['/deploy.md']);
  });
});
