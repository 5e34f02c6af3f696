import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileTool } from '../../../src/core/agent/tools/create-file.ts';
import { editFileTool } from '../../../src/core/agent/tools/edit-file.ts';
import { readFileTool } from '../../../src/core/agent/tools/read-file.ts';
import type { ToolContext } from '../../../src/core/agent/tools/tool.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../temporary-workspace.ts';
import { planned, toolContext, use } from './tool-context.ts';

let workspace: TemporaryWorkspace;
let context: ToolContext;
beforeEach(() => {
  workspace = temporaryWorkspace({ 'a.ts': 'one\ntwo\ntwo\nthree\n', 'dos.txt': 'one\r\ntwo\r\n' });
  context = toolContext({ workspace });
});
afterEach(() => workspace.remove());

async function readFirst(path: string): Promise<void> {
  await use(readFileTool, { path }, context);
}

describe('edit_file', () => {
  test('replaces exactly what it names, in order, and tells how much changed', async () => {
    await readFirst('a.ts');
    const edits = [
      { old_text: 'one', new_text: 'eins' },
      { old_text: 'eins\ntwo', new_text: 'eins\nzwei' },
    ];
    const outcome = await use(editFileTool, { path: 'a.ts', edits }, context);
    expect(workspace.read('a.ts')).toBe('eins\nzwei\ntwo\nthree\n');
    expect(outcome).toMatchObject({ isError: false, text: 'Changed a.ts (+2 -2).', summary: '+2 -2' });
    expect(outcome.detail).toContain('--- a.ts\n+++ a.ts\n@@ -1,4 +1,4 @@\n-one\n+eins\n+zwei');
  });

  test('only plans until it is run', async () => {
    await readFirst('a.ts');
    const plan = await planned(editFileTool, { path: 'a.ts', edits: [{ old_text: 'one', new_text: '1' }] }, context);
    expect(plan).toMatchObject({ title: 'edit a.ts', effect: 'edit', changes: true, subject: 'a.ts' });
    expect(plan.edit).toEqual({ path: 'a.ts', before: 'one\ntwo\ntwo\nthree\n', after: '1\ntwo\ntwo\nthree\n' });
    expect(workspace.read('a.ts')).toContain('one');
  });

  test.each([
    [[{ old_text: 'two', new_text: '2' }], 'old_text stands in the file 2 times.'],
    [[{ old_text: 'four', new_text: '4' }], 'old_text does not stand in the file.'],
    [[{ old_text: '', new_text: '4' }], 'old_text is empty.'],
    [[], '"edits" is empty.'],
    [[{ old_text: 'one', new_text: 'one' }], 'These edits change nothing.'],
    [
      [
        { old_text: 'one', new_text: '1' },
        { old_text: 'one', new_text: '1' },
      ],
      'old_text of edit 2 does not stand',
    ],
    [[{ old_text: 'one' }], '"new_text" is missing.'],
    ['nonsense', '"edits" is not a list.'],
  ])('changes nothing with the edits %j', async (edits, message) => {
    await readFirst('a.ts');
    const outcome = await use(editFileTool, { path: 'a.ts', edits }, context);
    expect(outcome.isError).toBe(true);
    expect(outcome.text).toContain(message);
    expect(workspace.read('a.ts')).toBe('one\ntwo\ntwo\nthree\n');
  });

  test('replaces every place when it is told to, and takes edits written as text', async () => {
    await readFirst('a.ts');
    const edits = JSON.stringify([{ old_text: 'two', new_text: '$&2', replace_all: 'true' }]);
    await use(editFileTool, { path: 'a.ts', edits }, context);
    expect(workspace.read('a.ts')).toBe('one\n$&2\n$&2\nthree\n');
  });

  test('keeps the line ends of the file', async () => {
    await readFirst('dos.txt');
    await use(editFileTool, { path: 'dos.txt', edits: [{ old_text: 'one\ntwo', new_text: '1\n2' }] }, context);
    expect(workspace.read('dos.txt')).toBe('1\r\n2\r\n');
  });

  test('wants the file read first, and again once it has changed under its hands', async () => {
    const edits = [{ old_text: 'one', new_text: '1' }];
    expect((await use(editFileTool, { path: 'a.ts', edits }, context)).text).toBe('Read a.ts before you edit it.');
    await readFirst('a.ts');
    workspace.write('a.ts', 'one\nby hand\n');
    expect((await use(editFileTool, { path: 'a.ts', edits }, context)).text).toContain(
      'a.ts has changed since you read it',
    );
    expect(workspace.read('a.ts')).toBe('one\nby hand\n');
    await readFirst('a.ts');
    await use(editFileTool, { path: 'a.ts', edits }, context);
    expect(workspace.read('a.ts')).toBe('1\nby hand\n');
  });

  test('does not write over what changed while the person looked at the diff', async () => {
    await readFirst('a.ts');
    const plan = await planned(editFileTool, { path: 'a.ts', edits: [{ old_text: 'one', new_text: '1' }] }, context);
    workspace.write('a.ts', 'by hand\n');
    const outcome = await plan.run(new AbortController().signal, () => {});
    expect(outcome).toMatchObject({ isError: true, summary: 'changed meanwhile' });
    expect(workspace.read('a.ts')).toBe('by hand\n');
  });

  test('may edit its own edits without reading in between', async () => {
    await readFirst('a.ts');
    await use(editFileTool, { path: 'a.ts', edits: [{ old_text: 'one', new_text: 'uno' }] }, context);
    await use(editFileTool, { path: 'a.ts', edits: [{ old_text: 'uno', new_text: 'eins' }] }, context);
    expect(workspace.read('a.ts')).toBe('eins\ntwo\ntwo\nthree\n');
  });

  test('tells what a formatter made of it and what a person refused', async () => {
    await readFirst('a.ts');
    const edits = [{ old_text: 'one', new_text: '1' }];
    const formatting = { ...workspace, applyEdit: async () => ({ kind: 'accepted' as const, text: '1;\n' }) };
    const formatted = await use(editFileTool, { path: 'a.ts', edits }, { ...context, workspace: formatting });
    expect(formatted.text).toContain('It was changed further as it was saved:');
    expect(formatted.text).toContain('+1;');
    const refusing = { ...workspace, applyEdit: async () => ({ kind: 'rejected' as const, reason: 'use words' }) };
    await readFirst('a.ts');
    const refused = await use(editFileTool, { path: 'a.ts', edits }, { ...context, workspace: refusing });
    expect(refused).toMatchObject({ isError: true, text: 'The person did not accept the change of a.ts: use words' });
  });

  test('does not write a mask over the secret that it stands for', async () => {
    await readFirst('a.ts');
    const edits = [{ old_text: 'one', new_text: 'KEY=[redacted:github-token]' }];
    expect((await use(editFileTool, { path: 'a.ts', edits }, context)).text).toContain('mask in place of a secret');
  });
});

describe('create_file', () => {
  test('makes a file with its folders', async () => {
    const outcome = await use(createFileTool, { path: 'src/deep/b.ts', text: 'b\n' }, context);
    expect(workspace.read('src/deep/b.ts')).toBe('b\n');
    expect(outcome).toMatchObject({ isError: false, text: 'Created src/deep/b.ts (+1 -0).' });
  });

  test('replaces a file only when it was read as it is now', async () => {
    const input = { path: 'a.ts', text: 'new\n' };
    expect((await use(createFileTool, input, context)).text).toBe('a.ts is there already. Read it first.');
    await readFirst('a.ts');
    expect((await planned(createFileTool, input, context)).title).toBe('replace a.ts');
    workspace.write('a.ts', 'by hand');
    expect((await use(createFileTool, input, context)).text).toContain('has changed since you read it');
    await readFirst('a.ts');
    await use(createFileTool, input, context);
    expect(workspace.read('a.ts')).toBe('new\n');
  });

  test('does not take a folder for a file', async () => {
    workspace.write('folder/x', '');
    expect((await use(createFileTool, { path: 'folder', text: '' }, context)).text).toContain('folder is a folder.');
  });

  test('asks before it writes outside the workspace', async () => {
    const plan = await planned(createFileTool, { path: '../beside.txt', text: '' }, context);
    expect(plan.dangers.map(({ kind }) => kind)).toEqual(['outside-workspace']);
  });

  test.each([
    '.git/hooks/pre-commit',
    '.git/config',
    'sub/.git/config',
    '.GIT/config',
    '.vscode/tasks.json',
    '.vscode/settings.json',
    'shop.code-workspace',
    '.dreamwright/agents/helper.md',
    '.husky/pre-push',
    '.devcontainer/devcontainer.json',
    '.claude/settings.local.json',
    './src/../.vscode/launch.json',
  ])('asks before it writes %s, which says what other programs run', async (path) => {
    const plan = await planned(createFileTool, { path, text: 'x' }, context);
    expect(plan.dangers.map(({ kind }) => kind)).toEqual(['runs-code']);
  });

  test('asks before it writes through a link to what other programs run', async () => {
    workspace.write('.husky/pre-push', '');
    symlinkSync(join(workspace.root, '.husky'), join(workspace.root, 'plain'));
    const plan = await planned(createFileTool, { path: 'plain/new', text: 'x' }, context);
    expect(plan.dangers.map(({ kind }) => kind)).toEqual(['runs-code']);
  });

  test.each(['src/a.ts', '.gitignore', '.github/workflows/ci.yml', '.claude/agents/a.md', 'docs/.vscode.md'])(
    'asks for nothing more before it writes %s',
    async (path) => {
      expect((await planned(createFileTool, { path, text: 'x' }, context)).dangers).toEqual([]);
    },
  );
});
