import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openTemporary } from './open-temporary.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe("a person's own acts", () => {
  it('keeps a remembered text at once, with the words as evidence', async () => {
    const { dreamwright } = await openTemporary();
    const outcome = await dreamwright.remember({ text: 'Use pnpm in this repository.', kind: 'preference' });
    expect(outcome.kind).toBe('committed');
    const [memory] = await dreamwright.memories();
    expect(memory).toMatchObject({
      path: '/preferences/use-pnpm-in-this-repository.md',
      origin: 'user',
      author: 'ada',
    });
    const [evidence] = memory?.evidence ?? [];
    const events = await dreamwright.transcript(evidence?.session ?? '');
    expect(events.find(({ id }) => id === evidence?.event)?.text).toBe('Use pnpm in this repository.');
  });

  it('makes a version of every save, with the person as actor', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'Deploy on Tuesdays.', path: '/deploy/day.md' });
    const [memory] = await dreamwright.memories();
    await dreamwright.saveMemory(memory?.id ?? '', 'Deploy on Fridays.', hash('Deploy on Tuesdays.'));
    const versions = await dreamwright.versions(memory?.id ?? '');
    expect(versions.map(({ operation, content }) => [operation, content?.text])).toEqual([
      ['created', 'Deploy on Tuesdays.'],
      ['modified', 'Deploy on Fridays.'],
    ]);
    expect(versions.every(({ actor }) => actor.kind === 'person' && actor.name === 'ada')).toBe(true);
  });

  it('refuses a save on top of a text that changed since it was opened, and loses neither', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'Deploy on Tuesdays.', path: '/deploy/day.md' });
    const [memory] = await dreamwright.memories();
    const outcome = await dreamwright.saveMemory(memory?.id ?? '', 'Deploy never.', hash('an older text'));
    expect(outcome.kind).toBe('conflict');
    expect((await dreamwright.memories())[0]?.text).toBe('Deploy on Tuesdays.');
  });

  it('never lets a path be an entry and a folder', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'one', path: '/deploy' });
    expect(await dreamwright.remember({ text: 'two', path: '/deploy/day.md' })).toMatchObject({ kind: 'invalid' });
  });

  it('refuses to remember a secret, and the secret is nowhere on the disk', async () => {
    const { dreamwright } = await openTemporary();
    const key = ['AKIA', 'Z3M5Q7RWTYPLKJHG'].join('');
    expect(await dreamwright.remember({ text: `The key is ${key}` })).toMatchObject({ kind: 'refused' });
    expect(await dreamwright.memories()).toEqual([]);
  });

  it('refuses a text of more than 102,400 bytes with the size and the mend, and keeps what stood', async () => {
    const { dreamwright } = await openTemporary();
    const long = 'é'.repeat(51_201);
    const refused = await dreamwright.remember({ text: long, path: '/long.md' });
    expect(refused.kind === 'refused' && refused.item.verdict.hits.map(({ detail }) => detail)).toEqual([
      'The text has 102402 bytes and at most 102400 fit into a memory: split it into several.',
    ]);
    await dreamwright.remember({ text: 'Short.', path: '/long.md' });
    const [memory] = await dreamwright.memories();
    expect((await dreamwright.saveMemory(memory?.id ?? '', long, hash('Short.'))).kind).toBe('refused');
    expect((await dreamwright.memories()).map(({ text }) => text)).toEqual(['Short.']);
  });

  it('renames and deletes, and a reopened store says the same', async () => {
    const store = await openTemporary();
    await store.dreamwright.remember({ text: 'one', path: '/a.md' });
    await store.dreamwright.remember({ text: 'two', path: '/b.md' });
    const [first, second] = await store.dreamwright.memories();
    await store.dreamwright.renameMemory(first?.id ?? '', '/c/one.md');
    await store.dreamwright.deleteMemory(second?.id ?? '');
    const reopened = await store.reopen();
    expect((await reopened.memories()).map(({ path, text }) => [path, text])).toEqual([['/c/one.md', 'one']]);
    expect(await reopened.verifyJournal()).toMatchObject({ ok: true });
  });
});

describe('a pin', () => {
  it('is set and taken off by a person, and kept in the versions', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'Use pnpm.', path: '/tools/pnpm.md' });
    const [memory] = await dreamwright.memories();
    expect(await dreamwright.pinMemory(memory?.id ?? '', true)).toMatchObject({ memories: [{ pinned: true }] });
    await dreamwright.pinMemory(memory?.id ?? '', false);
    const versions = await dreamwright.versions(memory?.id ?? '');
    expect(versions.map(({ content }) => content?.pinned)).toEqual([false, true, false]);
  });
});
