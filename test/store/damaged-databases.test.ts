import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { aFolder, NOON } from './builders.ts';

interface DamagedDatabase {
  readonly name: string;
  readonly base64: string;
}

const DAMAGED: readonly DamagedDatabase[] = gunzipSync(
  readFileSync(join(import.meta.dirname, '../fixtures/sqlite/fuzzdata.jsonl.gz')),
)
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test('there are 103 of them', () => {
  expect(DAMAGED).toHaveLength(103);
});

const PARTS = Array.from({ length: 8 }, (_, part) => DAMAGED.filter((_, index) => index % 8 === part));

test.each(PARTS.map((part, index) => [index + 1, part] as const))(
  'a database damaged as SQLite was fuzzed is rebuilt and told, and everything works on (part %i of 8)',
  { timeout: 120_000 },
  async (_, part) => {
    const location = { directory: aFolder(), root: null };
    const first = await openDreamwright(location, { clock: NOON, person: 'ada' });
    await first.remember({ text: 'Run the linter before each commit.', path: '/lint.md' });
    await first.close();
    for (const { name, base64 } of part) {
      writeFileSync(join(location.directory, 'memory.sqlite'), Buffer.from(base64, 'base64'));
      const dreamwright = await openDreamwright(location, { clock: NOON, person: 'ada' });
      expect((await dreamwright.notices()).join(' '), name).toContain('rebuilt from the journal');
      const found = await dreamwright.recall('linter', { limit: 5, within: 'memories' });
      expect(
        found.map((hit) => hit.text),
        name,
      ).toEqual(['Run the linter before each commit.']);
      expect((await dreamwright.verifyJournal()).ok, name).toBe(true);
      await dreamwright.close();
    }
  },
);
