import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readKnowledge } from '../../src/editor/documents/read-place.ts';
import { writeEverything } from '../../src/editor/store/write-everything.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';

const SESSION = scriptSession('s1', '2026-01-05', [
  { user: 'Fix the login form.' },
  { user: 'From now on always run `pnpm lint` before you commit.' },
]);
const CALL = { model: 'claude:sonnet', sentCharacters: 1_234, inputTokens: 400, outputTokens: 50 } as const;

async function aStore() {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(SESSION.header, SESSION.events);
  await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' });
  await dreamwright.noteModelCall({ ...CALL, purpose: 'chat', end: 'complete' });
  await dreamwright.noteModelCall({ ...CALL, purpose: 'judge', end: 'error' });
  return dreamwright;
}

test('what Dreamwright knows lists each thing that was sent to a model: when, which, for what, how much', async () => {
  const text = await readKnowledge(await aStore());
  expect(text).toContain('- claude:sonnet, for chat: 1 call, 1,234 characters sent, 400 tokens in, 50 out');
  const rows = text.split('\n').filter((line) => line.startsWith('| 2026-'));
  expect(rows).toEqual([
    '| 2026-03-01 12:00 | claude:sonnet | judge | 1,234 | 400 | 50 | error |',
    '| 2026-03-01 12:00 | claude:sonnet | chat | 1,234 | 400 | 50 | complete |',
  ]);
  expect(text).toContain('pnpm lint');
});

test('the export holds every memory, proposal, dream, session with its events, and journal entry', async () => {
  const dreamwright = await aStore();
  const folder = await mkdtemp(join(tmpdir(), 'dreamwright-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const target = join(folder, 'export');
  await writeEverything(dreamwright, target);
  const read = async (name: string) => (await readFile(join(target, name), 'utf8')).trim().split(/\r?\n/u);
  const parsed = async (name: string) => (await read(name)).map((line): unknown => JSON.parse(line));
  expect(await parsed('memories.jsonl')).toEqual(JSON.parse(JSON.stringify(await dreamwright.memories())));
  expect(await parsed('journal.jsonl')).toEqual(JSON.parse(JSON.stringify(await dreamwright.journal())));
  expect(await parsed('proposals.jsonl')).toHaveLength((await dreamwright.items()).length);
  expect(await parsed('dreams.jsonl')).toHaveLength(1);
  expect(await parsed('sessions/0001.jsonl')).toHaveLength(SESSION.events.length);
  expect((await read('journal.csv'))[0]).toBe('sequence,id,at,actor,kind,record,hash,paths');
  expect((await readdir(target)).toSorted()).toEqual([
    'dreams.jsonl',
    'journal.csv',
    'journal.jsonl',
    'memories.jsonl',
    'proposals.jsonl',
    'sessions',
    'sessions.jsonl',
    'what-dreamwright-knows.md',
  ]);
});
