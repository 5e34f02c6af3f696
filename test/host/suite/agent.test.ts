import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Diagnostic,
  DiagnosticSeverity,
  env,
  languages,
  Position,
  Range,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { CommandEnd, FileEdit } from '../../../src/core/agent/tools/workspace-port.ts';
import { restoreFile } from '../../../src/editor/agent/apply-file-edit.ts';
import { CommandTerminals } from '../../../src/editor/agent/command-terminals.ts';
import { editorWorkspace } from '../../../src/editor/agent/editor-workspace.ts';
import { limitTime } from '../../../src/editor/agent/limit-time.ts';
import { findRipgrep } from '../../../src/editor/agent/ripgrep-binary.ts';
import { runInPseudoterminal } from '../../../src/editor/agent/run-in-pseudoterminal.ts';
import { printFigure, test } from './test.ts';

const terminals = new CommandTerminals();
const port = editorWorkspace({ terminals, acceptedText: ({ after }) => after, onApplied: () => {} });
const { signal } = new AbortController();
const folder = () => workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
const at = (path: string) => Uri.joinPath(folder(), path);
const onDisk = async (path: string) => Buffer.from(await workspace.fs.readFile(at(path))).toString();
const put = (path: string, text: string) => workspace.fs.writeFile(at(path), Buffer.from(text));

const back = ({ path, before, after }: FileEdit) => ({ path, expected: after, text: before });

interface Ran {
  readonly end: CommandEnd;
  readonly output: string;
}

async function runCommand(
  command: string,
  timeoutSeconds = 60,
  stop = signal,
  heard: (output: string) => void = () => undefined,
): Promise<Ran> {
  let output = '';
  const add = (text: string) => {
    output += text;
    heard(output);
  };
  const end = await port.runCommand({ command, folder: '.', timeoutSeconds }, add, stop);
  return { end, output };
}

test('the agent reads what a person has typed and not saved yet', async () => {
  await put('agent/a.txt', 'one\n');
  const document = await workspace.openTextDocument(at('agent/a.txt'));
  const typed = new WorkspaceEdit();
  typed.insert(document.uri, new Position(0, 0), 'zero\n');
  await workspace.applyEdit(typed);
  const answer = await port.readFile('agent/a.txt', signal);
  assert.equal(answer.kind === 'file' && answer.text, 'zero\none\n');
  assert.equal(
    (await port.applyEdit({ path: 'agent/a.txt', before: 'one\n', after: 'two\n' }, signal)).kind,
    'changed-meanwhile',
  );
  await document.save();
});

test('an edit is written, can be taken back, and is not taken back over later changes', async () => {
  await put('agent/b.txt', 'one\ntwo\nthree\n');
  const edit: FileEdit = { path: 'agent/b.txt', before: 'one\ntwo\nthree\n', after: 'one\n2\nthree\n' };
  assert.deepEqual(await port.applyEdit(edit, signal), { kind: 'accepted', text: edit.after });
  assert.equal(await onDisk('agent/b.txt'), edit.after);
  assert.equal(await restoreFile(at('agent/b.txt'), back(edit)), true);
  assert.equal(await onDisk('agent/b.txt'), edit.before);
  await put('agent/b.txt', 'something else\n');
  assert.equal(await restoreFile(at('agent/b.txt'), back(edit)), false);
});

test('a new file is made, not over an existing one, and taking it back deletes it', async () => {
  const edit: FileEdit = { path: 'agent/new/c.txt', before: null, after: 'new\n' };
  assert.equal((await port.applyEdit(edit, signal)).kind, 'accepted');
  assert.equal((await port.applyEdit(edit, signal)).kind, 'changed-meanwhile');
  assert.equal(await restoreFile(at('agent/new/c.txt'), back(edit)), true);
  assert.equal((await port.readFile('agent/new/c.txt', signal)).kind, 'missing');
});

test("VS Code's own ripgrep finds text by its path in the workspace", async () => {
  assert.notEqual(await findRipgrep(env.appRoot), null);
  await put('agent/find/d.txt', 'the Needle\n');
  const query = { pattern: 'ne+dle', path: 'agent', isCaseSensitive: false, limit: 10 };
  const found = await port.searchText(query, signal);
  assert.deepEqual(found.kind === 'found' && found.matches, [
    { path: 'agent/find/d.txt', line: 1, text: 'the Needle' },
  ]);
  assert.equal((await port.searchText({ ...query, pattern: '(' }, signal)).kind, 'invalid');
  const single = await port.searchText({ ...query, path: 'agent/find/d.txt' }, signal);
  assert.equal(single.kind === 'found' && single.matches.length, 1);
});

test('a command runs in a visible terminal; its output is read without escapes, its exit status is known', async () => {
  const { end, output } = await runCommand(`printf '\\033[31mred\\033[0m\\n'; echo done; (exit 3)`);
  assert.deepEqual(end, { kind: 'exited', exitCode: 3 });
  assert.match(output, /red\r?\ndone/u);
  assert.ok(!output.includes(String.fromCodePoint(27)));
  assert.ok(window.terminals.some(({ name }) => name === 'Dreamwright'));
});

test('a command that ends its shell is known by its exit status, and the next one has a shell again', async () => {
  assert.deepEqual((await runCommand('echo gone; exit 5')).end, { kind: 'exited', exitCode: 5 });
  assert.deepEqual((await runCommand('echo back')).end, { kind: 'exited', exitCode: 0 });
});

test('10 MB of output arrive and the host stays free', async () => {
  const started = Date.now();
  const { end, output } = await runCommand(`head -c 10000000 /dev/zero | tr '\\0' 'x' | fold -w 200`);
  assert.equal(end.kind, 'exited');
  assert.ok(output.length > 9_000_000, `${output.length} characters arrived`);
  printFigure(`10 MB of command output: ${Date.now() - started} ms`);
});

test('a command that never ends is ended with its time, and one that is stopped ends too', async () => {
  assert.deepEqual((await runCommand('sleep 600', 1)).end, { kind: 'timed-out' });
  const stop = new AbortController();
  const running = runCommand('echo begun; sleep 600', 60, stop.signal, (output) => {
    if (output.includes('begun')) stop.abort();
  });
  assert.deepEqual((await running).end, { kind: 'stopped' });
});

test('where the shell tells nothing the same runs in a pseudoterminal', async () => {
  let output = '';
  const run = (command: string, seconds: number) =>
    limitTime(seconds, signal, (ended) =>
      runInPseudoterminal({
        command,
        folder: folder().fsPath,
        signal: ended,
        onOutput: (text) => {
          output += text;
        },
      }),
    );
  assert.deepEqual(await run('echo out; echo err 1>&2; exit 4', 60), { kind: 'exited', exitCode: 4 });
  assert.match(output, /out/u);
  assert.match(output, /err/u);
  assert.deepEqual(await run('sleep 600 & sleep 600', 1), { kind: 'timed-out' });
});

test('diagnostics are those that the editor shows', async () => {
  const collection = languages.createDiagnosticCollection('suite');
  await put('agent/e.txt', 'one\nbad\n');
  collection.set(at('agent/e.txt'), [
    new Diagnostic(new Range(1, 0, 1, 3), 'This is bad.', DiagnosticSeverity.Warning),
  ]);
  const expected = { path: 'agent/e.txt', line: 2, severity: 'warning', message: 'This is bad.', source: '' };
  assert.deepEqual(await port.diagnostics('agent/e.txt', signal), [expected]);
  assert.ok((await port.diagnostics(null, signal)).some(({ message }) => message === expected.message));
  collection.dispose();
});

test('the state of git is read, and where there is no repository that is said', async () => {
  assert.deepEqual(await port.gitStates(signal), []);
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder().fsPath });
  git('init', '-q', '-b', 'trunk');
  git('add', 'README.md');
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-q', '-m', 'Begin');
  await writeFile(join(folder().fsPath, 'README.md'), 'changed\n');
  const [state] = await port.gitStates(signal);
  assert.ok(state !== undefined);
  assert.equal(state.branch, 'trunk');
  assert.match(state.commits[0] ?? '', /Begin$/u);
  assert.ok(state.changes.includes(' M README.md'), state.changes.join('\n'));
  assert.match(state.diff, /\+changed/u);
});
