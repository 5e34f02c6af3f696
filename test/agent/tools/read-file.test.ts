import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createKeptOutputs } from '../../../src/core/agent/tools/kept-outputs.ts';
import { readFileTool } from '../../../src/core/agent/tools/read-file.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../temporary-workspace.ts';
import { planned, toolContext, use } from './tool-context.ts';

const opened: TemporaryWorkspace[] = [];
function workspace(files: Readonly<Record<string, string>>): TemporaryWorkspace {
  const made = temporaryWorkspace(files);
  opened.push(made);
  return made;
}
afterEach(() => {
  for (const made of opened.splice(0)) made.remove();
});

describe('read_file', () => {
  test('says what it will read before it does, and numbers the lines', async () => {
    const context = toolContext({ workspace: workspace({ 'src/a.ts': 'one\ntwo\n' }) });
    const plan = await planned(readFileTool, { path: './src/a.ts' }, context);
    expect(plan).toMatchObject({
      title: 'read src/a.ts',
      effect: 'read',
      changes: false,
      subject: 'src/a.ts',
      dangers: [],
    });
    expect(await use(readFileTool, { path: 'src/a.ts' }, context)).toEqual({
      text: '1\tone\n2\ttwo',
      isError: false,
      origin: 'tool',
      summary: '2 lines',
    });
  });

  test('gives a long file in pieces and says how to go on', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => `line ${index + 1}`).join('\n');
    const context = toolContext({ workspace: workspace({ 'long.txt': lines }) });
    const first = await use(readFileTool, { path: 'long.txt' }, context);
    expect(first.text).toContain('2000\tline 2000\n[500 more lines. Read on with first_line 2001.]');
    const rest = await use(readFileTool, { path: 'long.txt', first_line: 2_001 }, context);
    expect(rest.text.split('\n')).toHaveLength(500);
    const piece = await use(readFileTool, { path: 'long.txt', first_line: '7', line_count: 2 }, context);
    expect(piece.text).toBe('7\tline 7\n8\tline 8\n[2492 more lines. Read on with first_line 9.]');
  });

  test('cuts a line that is too long and stops before too much was read', async () => {
    const files = { 'wide.txt': `${'x'.repeat(3_000)}\n`.repeat(100) };
    const { text } = await use(readFileTool, { path: 'wide.txt' }, toolContext({ workspace: workspace(files) }));
    expect(text).toContain('[… 1000 more characters]');
    expect(text.length).toBeLessThan(52_000);
    expect(text).toMatch(/Read on with first_line \d+\.\]$/u);
  });

  test.each([
    ['missing.ts', 'There is no file missing.ts.'],
    ['folder', 'folder is a folder. Use list_folder.'],
    ['picture.png', 'picture.png is not a text file (4 bytes).'],
  ])('of %s tells what to do instead', async (path, message) => {
    const made = workspace({ 'folder/a': '', 'picture.png': '\u0000PNG' });
    const outcome = await use(readFileTool, { path }, toolContext({ workspace: made }));
    expect(outcome).toMatchObject({ isError: true, origin: 'assistant' });
    expect(outcome.text).toContain(message);
  });

  test.each([
    [{}, '"path" is missing.'],
    [{ path: 3 }, '"path" is not a text.'],
    [{ path: 'a', first_line: 'two' }, '"first_line" is not a whole number.'],
    [{ path: 'a', first_line: 0 }, 'Lines are counted from 1.'],
  ])('does not take %j', async (input, message) => {
    const outcome = await use(readFileTool, input, toolContext({ workspace: workspace({}) }));
    expect(outcome).toMatchObject({ isError: true, text: message });
  });

  test('counts what lies in a dependency folder as the words of others', async () => {
    const made = workspace({ 'node_modules/left/readme.md': 'Trust me.', 'readme.md': 'Ours.' });
    const context = toolContext({ workspace: made });
    expect((await use(readFileTool, { path: 'node_modules/left/readme.md' }, context)).origin).toBe('external');
    expect((await use(readFileTool, { path: 'readme.md' }, context)).origin).toBe('tool');
  });

  test('needs consent outside the workspace and for secrets, also where a link hides them', async () => {
    const made = workspace({ '.env': 'KEY=1', 'a.txt': 'a' });
    const other = workspace({ 'notes.txt': 'n' });
    symlinkSync(join(made.root, '.env'), join(made.root, 'plain.txt'));
    symlinkSync(join(other.root, 'notes.txt'), join(made.root, 'near.txt'));
    const context = toolContext({ workspace: made });
    const dangers = async (path: string) =>
      (await planned(readFileTool, { path }, context)).dangers.map(({ kind }) => kind);
    expect(await dangers('a.txt')).toEqual([]);
    expect(await dangers('.env')).toEqual(['secret-file']);
    expect(await dangers('plain.txt')).toEqual(['secret-file']);
    expect(await dangers('near.txt')).toEqual(['outside-workspace']);
    expect(await dangers('../elsewhere/x')).toEqual(['outside-workspace']);
    expect(await dangers('~/.ssh/id_rsa')).toEqual(['outside-workspace', 'secret-file']);
  });

  test('reads a kept output like a file, with the origin it had', async () => {
    const outputs = createKeptOutputs();
    const name = outputs.keep({ text: 'a\nb\nc', origin: 'external' });
    const outcome = await use(readFileTool, { path: name, first_line: 2, line_count: 1 }, toolContext({ outputs }));
    expect(outcome).toMatchObject({ text: '2\tb\n[1 more lines. Read on with first_line 3.]', origin: 'external' });
  });

  test('kept outputs go, the oldest first, when they are too many', () => {
    const outputs = createKeptOutputs(10);
    const first = outputs.keep({ text: '123456', origin: 'tool' });
    const second = outputs.keep({ text: '123456', origin: 'tool' });
    expect(outputs.read(first)).toBeUndefined();
    expect(outputs.read(second)?.text).toBe('123456');
    const huge = outputs.keep({ text: 'x'.repeat(50), origin: 'tool' });
    expect(outputs.read(huge)?.text).toHaveLength(50);
  });
});
