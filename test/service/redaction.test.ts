import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesWith } from '../store/disk.ts';
import { openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const SECRET = 'The staging door opens with xyzzy plugh.';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

it('redacts what a person wrote by hand: no byte of it is left, neither in view nor in search', async () => {
  const { dreamwright, directory } = await openTemporary();
  await dreamwright.remember({ text: SECRET, path: '/doors/staging.md' });
  await dreamwright.remember({ text: 'The parrot lives in the cage.', path: '/parrot.md' });
  const [memory] = await dreamwright.memories('/doors');
  const id = memory?.id ?? '';
  await dreamwright.saveMemory(id, 'Ask Ada for the staging door.', hash(SECRET));
  expect((await dreamwright.recall('xyzzy', { limit: 5, within: 'all' })).length).toBeGreaterThan(0);
  const [first] = await dreamwright.versions(id);
  expect(await dreamwright.redactVersion(id, first?.id ?? '', 'private')).toEqual({
    kind: 'redacted',
    versions: 1,
    memories: [],
    masked: [],
    sessions: [],
  });
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
  expect(JSON.stringify(await dreamwright.recall('xyzzy plugh', { limit: 5, within: 'all' }))).not.toContain('xyzzy');
  expect((await dreamwright.memories()).map(({ text }) => text)).toEqual([
    'Ask Ada for the staging door.',
    'The parrot lives in the cage.',
  ]);
  expect((await dreamwright.versions(id)).map(({ redacted }) => redacted)).toEqual([true, false]);
  expect((await dreamwright.verifyJournal()).ok).toBe(true);
});

it('redacts what a chat saw of a memory through its tool: neither search nor the disk has it any more', async () => {
  const { dreamwright, directory, reopen } = await openTemporary();
  await dreamwright.remember({ text: `# Doors\n${SECRET}`, path: '/doors.md' });
  const { header, events } = scriptSession('chat', '2026-01-05', [{ user: 'How do I get in?' }]);
  const view = { header, sensitivity: 'balanced', input: { command: 'view', path: '/memories/doors.md' } } as const;
  const shown = await dreamwright.memoryTool(view);
  const base = { session: 'chat', at: '2026-01-05T10:00:00.000Z', agent: 'code', call: 'c' } as const;
  await dreamwright.appendEvents(header, [
    ...events,
    { ...base, id: 'call', type: 'tool_call', origin: 'assistant', tool: 'memory', input: view.input, text: '' },
    { ...base, id: 'result', type: 'tool_result', origin: 'tool', isError: false, text: shown.text },
  ]);
  expect(await dreamwright.recall('xyzzy plugh', { limit: 5, within: 'sessions' })).not.toEqual([]);
  const [memory] = await dreamwright.memories();
  const outcome = await dreamwright.redactVersion(memory?.id ?? '', 'all', 'private');
  expect(outcome).toMatchObject({ kind: 'redacted', masked: ['chat'], sessions: [] });
  expect(JSON.stringify(await dreamwright.recall('xyzzy plugh', { limit: 5, within: 'all' }))).not.toContain('xyzzy');
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
  const again = await reopen();
  expect(JSON.stringify(await again.recall('xyzzy plugh', { limit: 5, within: 'all' }))).not.toContain('xyzzy');
  expect((await again.transcript('chat'))[0]?.text).toBe('How do I get in?');
});

it('redacts nothing while a dream reads the sessions, and says what would go all the same', async () => {
  const { dreamwright, directory } = await openTemporary();
  await dreamwright.remember({ text: SECRET, path: '/doors/staging.md' });
  const [memory] = await dreamwright.memories();
  const lock = join(directory, 'dream.lock');
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: 'elsewhere', token: 'x' }));
  const redact = (dryRun: boolean) => dreamwright.redactVersion(memory?.id ?? '', 'all', 'private', { dryRun });
  expect(await redact(true)).toMatchObject({ kind: 'redacted', versions: 1 });
  expect(await redact(false)).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('A dream is reading'),
  });
  expect(await dreamwright.memories()).toHaveLength(1);
  rmSync(lock);
  expect(await redact(false)).toMatchObject({ kind: 'redacted', versions: 1 });
});

it('redacts all of a memory at once, deleting it first', async () => {
  const { dreamwright, directory } = await openTemporary();
  await dreamwright.remember({ text: SECRET, path: '/doors/staging.md' });
  const [memory] = await dreamwright.memories();
  expect(await dreamwright.redactVersion(memory?.id ?? '', 'all', 'private')).toMatchObject({ kind: 'redacted' });
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
  expect(await dreamwright.memories()).toEqual([]);
});

it('redacts what a dream had learned where it was learned, says in which sessions, and the dream can still be undone', async () => {
  const { dreamwright, directory, reopen } = await openTemporary();
  for (const day of ['05', '06', '07']) {
    const { header, events } = scriptSession(`s${day}`, `2026-01-${day}`, [
      { user: 'Always run the xyzzy linter before you commit.' },
      { assistant: 'I will.' },
    ]);
    await dreamwright.appendEvents(header, events);
  }
  const outcome = await dreamwright.dream({
    engine: 'local',
    trigger: 'command',
    dryRun: false,
    sensitivity: 'balanced',
  });
  const [memory] = await dreamwright.memories();
  expect(memory?.text).toContain('xyzzy');
  const redacted = await dreamwright.redactVersion(memory?.id ?? '', 'all', 'private');
  expect(redacted).toMatchObject({ kind: 'redacted', masked: ['s05', 's06', 's07'], sessions: [] });
  expect((await dreamwright.transcript('s06')).map(({ text }) => text.replaceAll('-', ''))).toEqual(['.', 'I will.']);
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
  const again = await reopen();
  expect(JSON.stringify(await again.journal())).not.toContain('xyzzy');
  const dream = outcome.kind === 'ended' ? outcome.record.id : '';
  expect(await again.dreamReport(dream)).not.toContain('xyzzy');
  expect(await again.undo(dream)).toMatchObject({ memories: 0, merges: 0 });
  expect((await again.verifyJournal()).ok).toBe(true);
});
