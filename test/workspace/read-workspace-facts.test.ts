import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findRuleFiles } from '../../src/workspace/find-rule-files.ts';
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

function aWorkspace(files: Readonly<Record<string, string>>): string {
  const root = aFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const ruleNames = async (root: string) => (await readWorkspaceFacts(root, [])).rules.map(({ file }) => file);

test('rules are read in all the places that agents of today keep them', async () => {
  const names = [
    'GEMINI.md',
    '.cursor/rules/style.mdc',
    '.cursor/rules/web/forms.mdc',
    '.github/instructions/api.instructions.md',
    '.clinerules/tests.md',
    '.windsurf/rules/names.md',
    '.claude/rules/errors.md',
    'packages/web/CLAUDE.md',
    'packages/api/v1/AGENTS.md',
  ];
  const root = aWorkspace(Object.fromEntries(names.map((name) => [name, `Rule of ${name}.`])));
  expect((await ruleNames(root)).toSorted()).toEqual(names.toSorted());
});

test('rules of other people’s folders and of ignored ones are not read', async () => {
  const root = aWorkspace({
    '.gitignore': '# made\ngenerated/\n/tmp-*\n!/tmp-kept\n',
    'packages/.gitignore': 'old\n',
    ...Object.fromEntries(
      ['node_modules/a', 'vendor/b', '.venv/c', 'src/generated/d', 'tmp-one', 'tmp-kept', 'packages/old', 'old'].map(
        (folder) => [`${folder}/CLAUDE.md`, 'x'],
      ),
    ),
  });
  expect((await ruleNames(root)).toSorted()).toEqual(['old/CLAUDE.md', 'tmp-kept/CLAUDE.md']);
});

test('no walk follows a link out of the workspace', async () => {
  const elsewhere = aWorkspace({ 'CLAUDE.md': 'Private.', 'deep/AGENTS.md': 'Private.' });
  const root = aWorkspace({ 'AGENTS.md': 'Use pnpm.' });
  symlinkSync(elsewhere, join(root, 'linked'));
  mkdirSync(join(root, '.cursor'));
  symlinkSync(elsewhere, join(root, '.cursor/rules'));
  expect(await ruleNames(root)).toEqual(['AGENTS.md']);
});

test('what CLAUDE.md takes in by @file is a part of it, as far as it lies in the workspace', async () => {
  const outside = join(aFolder(), 'private.md');
  writeFileSync(outside, 'Private.');
  const root = aWorkspace({
    'CLAUDE.md': `See @docs/style.md, @README and @package.json. Mail ada@docs/mail.md, not \`@docs/code.md\`.\n@../${'x'}.md\n@${outside}\n@docs/link.md`,
    'docs/style.md': 'Use tabs. @more.md @../CLAUDE.md',
    'docs/more.md': 'Sort imports.',
    'docs/mail.md': 'x',
    'docs/code.md': 'x',
    README: 'A shop.',
    'package.json': '{}',
    'web/CLAUDE.md': '@rules.md',
    'web/rules.md': 'Use CSS modules.',
  });
  symlinkSync(outside, join(root, 'docs/link.md'));
  const { rules } = await readWorkspaceFacts(root, []);
  expect(rules.map(({ file, folder }) => [file, folder])).toEqual([
    ['CLAUDE.md', undefined],
    ['web/CLAUDE.md', 'web'],
    ['docs/style.md', undefined],
    ['README', undefined],
    ['web/rules.md', 'web'],
    ['docs/more.md', undefined],
  ]);
});

test('a folder of rules that leads out of the workspace is not even listed', async () => {
  const elsewhere = aWorkspace({ 'style.md': 'Tabs.' });
  const root = aWorkspace({ '.claude/settings.json': '{}', 'shared/rules/names.md': 'Names in full.' });
  symlinkSync(elsewhere, join(root, '.claude/rules'));
  mkdirSync(join(root, '.windsurf'));
  symlinkSync(join(root, 'shared/rules'), join(root, '.windsurf/rules'));
  expect(await findRuleFiles(root)).toEqual(['.windsurf/rules/names.md']);
});
