import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWorkspaceFacts } from '../../src/workspace/read-workspace-facts.ts';
import { aFolder } from '../store/builders.ts';

test('what a workspace declares is read from its own files, links to them included', async () => {
  const root = aFolder();
  writeFileSync(join(root, 'AGENTS.md'), 'Use pnpm.');
  symlinkSync(join(root, 'AGENTS.md'), join(root, 'CLAUDE.md'));
  writeFileSync(join(root, 'package.json'), '{"scripts":{"lint":"eslint ."}}');
  const { rules, commands } = await readWorkspaceFacts(root, []);
  expect(rules.map(({ text }) => text)).toEqual(['Use pnpm.', 'Use pnpm.']);
  expect(commands.map(({ command }) => command)).toContain('npm run lint');
});

test('nothing is declared by a file elsewhere that a link leads to, by one too large, or by a folder', async () => {
  const root = aFolder();
  const elsewhere = join(aFolder(), 'private.md');
  writeFileSync(elsewhere, 'Private.');
  symlinkSync(elsewhere, join(root, 'AGENTS.md'));
  writeFileSync(join(root, 'CLAUDE.md'), 'x'.repeat(3 * 1024 * 1024));
  expect((await readWorkspaceFacts(root, [])).rules).toEqual([]);
});
