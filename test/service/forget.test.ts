import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const SESSION = scriptSession('s1', '2026-01-05', [{ user: 'The parrot build needs the blue toolchain.' }]);
const EVERYWHERE = { limit: 10, within: 'all' } as const;

it('after Forget Everything neither view nor search knows anything, and the store is usable', async () => {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(SESSION.header, SESSION.events);
  await dreamwright.remember({ text: 'The parrot lives in the cage.' });
  expect(await dreamwright.recall('parrot', EVERYWHERE)).not.toEqual([]);
  await dreamwright.forgetEverything();
  expect(await dreamwright.recall('parrot', EVERYWHERE)).toEqual([]);
  expect((await dreamwright.recallForPrompt('parrot', 1000)).hits).toEqual([]);
  expect([await dreamwright.memories(), await dreamwright.sessions(), await dreamwright.journal()]).toEqual([
    [],
    [],
    [],
  ]);
  await dreamwright.remember({ text: 'A new parrot has come.' });
  expect((await dreamwright.recall('parrot', EVERYWHERE)).some(({ kind }) => kind === 'memory')).toBe(true);
});

it('after a restore view and search hold what the backup held, and nothing else', async () => {
  const { dreamwright, directory } = await openTemporary();
  await dreamwright.appendEvents(SESSION.header, SESSION.events);
  await dreamwright.remember({ text: 'The parrot lives in the cage.', path: '/parrot.md' });
  const backup = `${directory}-backup`;
  onTestFinished(() => rm(backup, { recursive: true }));
  await dreamwright.backup(backup);
  await dreamwright.forgetEverything();
  await dreamwright.remember({ text: 'The walrus came later.' });
  await dreamwright.recall('walrus', EVERYWHERE);
  await dreamwright.restore(backup);
  expect((await dreamwright.memories()).map(({ path }) => path)).toEqual(['/parrot.md']);
  expect(await dreamwright.recall('walrus', EVERYWHERE)).toEqual([]);
  const found = await dreamwright.recall('parrot', EVERYWHERE);
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['memory', 'event']));
});

it('what a person writes after they deleted the session of their earlier words has its evidence', async () => {
  const { dreamwright } = await openTemporary();
  await dreamwright.remember({ text: 'First words.' });
  const [first] = await dreamwright.memories();
  await dreamwright.removeSession(first?.evidence[0]?.session ?? '', 'not wanted');
  await dreamwright.remember({ text: 'Second words.', path: '/second.md' });
  const second = (await dreamwright.memories('/second.md'))[0]?.evidence[0];
  const words = await dreamwright.transcript(second?.session ?? '');
  expect(words.map(({ text }) => text)).toEqual(['Second words.']);
});

it('masks a secret in the title and the author of a session', async () => {
  const { dreamwright } = await openTemporary();
  const key = ['AKIA', 'Z3M5Q7RWTYPLKJHG'].join('');
  await dreamwright.appendEvents({ ...SESSION.header, title: `Use ${key}`, author: key }, SESSION.events);
  expect(JSON.stringify(await dreamwright.sessions())).not.toContain(key);
});
