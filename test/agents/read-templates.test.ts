import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAgentTemplates } from '../../src/workspace/read-agent-templates.ts';

const BUILT_IN = resolve(import.meta.dirname, '../../media/agents');
const TOOLS = [
  ...['read_file', 'list_folder', 'search_text', 'edit_file', 'create_file', 'run_command', 'diagnostics'],
  ...['git_state', 'ask_person', 'todo_list', 'memory', 'recall', 'read_session'],
];

/** A folder of that name with these files. */
async function repository(
  files: Readonly<Record<string, string>>,
  name = 'here',
): Promise<{ readonly name: string; readonly path: string }> {
  const root = await mkdtemp(join(tmpdir(), 'agents-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return { name, path: root };
}

const agent = (description: string): string => `---\ndescription: ${description}\n---\nDo it.`;

describe('the agents', () => {
  test('that come with it can all be read, and the two that look change nothing', async () => {
    const { templates, problems } = await readAgentTemplates({ builtIn: BUILT_IN, roots: [], tools: TOOLS });
    expect(problems).toEqual([]);
    expect(templates.map(({ name }) => name)).toEqual(['explorer', 'implementer', 'reviewer', 'tester']);
    expect(templates.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name)).toEqual(['explorer', 'reviewer']);
    expect(templates.every(({ source }) => source.kind === 'built-in')).toBe(true);
  });

  test('of a repository come from its three folders', async () => {
    const root = await repository({
      '.claude/agents/one.md': agent('One.'),
      '.github/agents/two.agent.md': agent('Two.'),
      '.dreamwright/agents/three.md': agent('Three.'),
      '.claude/agents/notes.txt': 'no agent',
    });
    const { templates } = await readAgentTemplates({ builtIn: BUILT_IN, roots: [root], tools: TOOLS });
    const own = templates.flatMap(({ name, source }) => (source.kind === 'repository' ? [[name, source.file]] : []));
    expect(own).toEqual([
      ['one', '.claude/agents/one.md'],
      ['three', '.dreamwright/agents/three.md'],
      ['two', '.github/agents/two.agent.md'],
    ]);
  });

  test('with one name: the nearest folder wins, and a repository’s stands in place of a built-in one', async () => {
    const root = await repository({
      '.claude/agents/tester.md': agent('Theirs.'),
      '.github/agents/tester.md': agent('GitHub’s.'),
      '.dreamwright/agents/tester.md': agent('Ours.'),
    });
    const { templates } = await readAgentTemplates({ builtIn: BUILT_IN, roots: [root], tools: TOOLS });
    expect(templates.find(({ name }) => name === 'tester')?.description).toBe('Ours.');
  });

  test('of a workspace with several folders come from each, the first standing before the others', async () => {
    const web = await repository({ '.claude/agents/tester.md': agent('Of the web.') }, 'web');
    const server = await repository(
      { '.dreamwright/agents/tester.md': agent('Of the server.'), '.github/agents/migrator.md': agent('Migrates.') },
      'server',
    );
    const { templates } = await readAgentTemplates({ builtIn: BUILT_IN, roots: [web, server], tools: TOOLS });
    const own = templates.flatMap(({ name, source }) => (source.kind === 'repository' ? [[name, source.file]] : []));
    expect(own).toEqual([
      ['migrator', 'server/.github/agents/migrator.md'],
      ['tester', 'web/.claude/agents/tester.md'],
    ]);
  });

  test('behind a link, too large or malformed are told and left out', async () => {
    const root = await repository({
      '.claude/agents/big.md': agent('x'.repeat(70_000)),
      '.claude/agents/bad.md': 'nothing',
      'secret.md': agent('Secret.'),
    });
    await symlink(join(root.path, 'secret.md'), join(root.path, '.claude/agents/link.md'));
    const { templates, problems } = await readAgentTemplates({ builtIn: BUILT_IN, roots: [root], tools: TOOLS });
    expect(templates).toHaveLength(4);
    expect(problems).toEqual([
      expect.stringContaining('.claude/agents/bad.md: no front matter'),
      expect.stringContaining('.claude/agents/big.md was not read'),
      expect.stringContaining('.claude/agents/link.md was not read'),
    ]);
  });
});
