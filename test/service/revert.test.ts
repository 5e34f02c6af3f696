import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const SESSIONS = [
  scriptSession('s1', '2026-01-05', [
    { user: 'Fix the login form.' },
    { user: 'From now on always run `pnpm lint` before you commit.' },
  ]),
  scriptSession('s2', '2026-01-06', [{ user: 'From now on always name branches after their ticket.' }]),
];

/** A store with what a dream learned from two sessions, and a memory that a person wrote an hour later. */
async function aStore() {
  let now = new Date('2026-03-01T12:00:00.000Z');
  const { dreamwright } = await openTemporary(() => now);
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' });
  now = new Date('2026-03-01T13:00:00.000Z');
  await dreamwright.remember({ text: 'Deploy on Tuesdays.' });
  const texts = async () => (await dreamwright.memories()).map(({ text }) => text).toSorted();
  expect(await texts()).toHaveLength(3);
  return { dreamwright, texts };
}

describe('taking changes back by what they have in common', () => {
  it('takes those that rest on a session, and no others', async () => {
    const { dreamwright, texts } = await aStore();
    expect(await dreamwright.revert({ session: 's1' })).toMatchObject({ memories: 1, merges: 0 });
    expect((await texts()).join(' ')).not.toContain('pnpm lint');
    expect(await texts()).toHaveLength(2);
    expect(await dreamwright.items(['rejected'])).toHaveLength(1);
  });

  it('takes those of a time or of a dream', async () => {
    const first = await aStore();
    await first.dreamwright.revert({ since: '2026-03-01T12:30:00Z' });
    expect(await first.texts()).toHaveLength(2);
    const second = await aStore();
    const [dream] = await second.dreamwright.dreams();
    await second.dreamwright.revert({ dream: dream?.id ?? '' });
    expect(await second.texts()).toEqual(['Deploy on Tuesdays.']);
  });

  it('takes those of an origin, and leaves what was taken back alone the next time', async () => {
    const { dreamwright, texts } = await aStore();
    expect(await dreamwright.revert({ origin: 'external' })).toMatchObject({ memories: 0, merges: 0 });
    expect(await dreamwright.revert({ origin: 'user' })).toMatchObject({ memories: 3 });
    expect(await texts()).toEqual([]);
    expect(await dreamwright.revert({ origin: 'user' })).toMatchObject({ memories: 0, merges: 0 });
    expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true });
  });

  it('brings back a memory that was deleted, with all that it had', async () => {
    const { dreamwright } = await aStore();
    const [memory] = await dreamwright.memories('/preferences/');
    if (memory === undefined) throw new Error('the dream learned nothing');
    await dreamwright.pinMemory(memory.id, true);
    const pinned = await dreamwright.memory(memory.id);
    await dreamwright.deleteMemory(memory.id);
    const deletion = (await dreamwright.versions(memory.id)).at(-1);
    expect(await dreamwright.revert({ commit: deletion?.commit ?? '' })).toMatchObject({ memories: 1 });
    expect(await dreamwright.memory(memory.id)).toEqual(pinned);
  });

  it('never puts two memories at one path: what stands there now stays, and a person decides', async () => {
    let now = new Date('2026-03-01T12:00:00.000Z');
    const { dreamwright } = await openTemporary(() => now);
    const add = async (text: string) => {
      const outcome = await dreamwright.remember({ text, path: '/place.md' });
      if (outcome.kind !== 'committed') throw new Error('not remembered');
      return outcome.memories[0]?.id ?? '';
    };
    const first = await add('The first.');
    now = new Date('2026-03-01T13:00:00.000Z');
    await dreamwright.renameMemory(first, '/elsewhere.md');
    const second = await add('The second.');
    now = new Date('2026-03-01T14:00:00.000Z');
    await dreamwright.pinMemory(second, true);
    const taken = { since: '2026-03-01T12:30:00.000Z', until: '2026-03-01T13:30:00.000Z' };
    expect(await dreamwright.revert(taken)).toMatchObject({ memories: 0, merges: 2 });
    expect((await dreamwright.memories()).map(({ path }) => path).toSorted()).toEqual(['/elsewhere.md', '/place.md']);
  });

  it('brings all of it back by the commit that took it, with what was decided', async () => {
    const { dreamwright, texts } = await aStore();
    const before = await texts();
    const decided = async () => (await dreamwright.items(['committed'])).map(({ proposal }) => proposal.id).toSorted();
    const committed = await decided();
    const undone = await dreamwright.revert({ session: 's1' });
    expect(await texts()).not.toEqual(before);
    expect(undone.commit).not.toBeNull();
    const redone = await dreamwright.revert({ commit: undone.commit ?? '' });
    expect(await texts()).toEqual(before);
    expect(await decided()).toEqual(committed);
    await dreamwright.revert({ commit: redone.commit ?? '' });
    expect(await decided()).toHaveLength(committed.length - 1);
  });

  it('makes a merge to review of a memory that a person has changed since', async () => {
    const { dreamwright } = await aStore();
    const memory = (await dreamwright.memories()).find(({ text }) => text.includes('pnpm lint'));
    const base = createHash('sha256')
      .update(memory?.text ?? '')
      .digest('hex');
    await dreamwright.saveMemory(memory?.id ?? '', 'Run `pnpm lint` and `pnpm test` before you commit.', base);
    const filter = { until: '2026-03-01T12:30:00Z' };
    const undone = await dreamwright.revert(filter);
    expect(undone).toMatchObject({ memories: 1, merges: 1 });
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
    await dreamwright.revert({ commit: undone.commit ?? '' });
    expect(await dreamwright.items(['waiting'])).toEqual([]);
  });
});
