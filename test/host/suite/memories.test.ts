import assert from 'node:assert/strict';
import { commands, FilePermission, Position, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { askStore, storedMemories } from './ask-store.ts';
import { test } from './test.ts';

const at = (path: string) => Uri.from({ scheme: 'dreamwright', path });
const write = (path: string, text: string) => workspace.fs.writeFile(at(`/memory${path}`), Buffer.from(text));
const textOf = async (path: string) => (await storedMemories()).find((memory) => memory.path === path)?.text;

test('saving a document that is not there yet makes a memory', async () => {
  await write('/notes/host.md', 'Run the suite with `npm test`.');
  assert.equal(await textOf('/notes/host.md'), 'Run the suite with `npm test`.');
});

test('saving a memory in the editor makes a version', async () => {
  const document = await workspace.openTextDocument(at('/memory/notes/host.md'));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), 'Always: ');
  assert.equal(await workspace.applyEdit(edit), true);
  assert.equal(document.isDirty, true, `not dirty: ${document.getText()} ${document.isClosed} ${document.version}`);
  assert.equal(await document.save(), true);
  assert.equal(await textOf('/notes/host.md'), 'Always: Run the suite with `npm test`.');
});

test('a memory that the gate refuses is not saved, and the editor keeps the text', async () => {
  const document = await workspace.openTextDocument(at('/memory/notes/host.md'));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), `AKIA${'QWERTYUIOPASDFGH'} `);
  assert.equal(await workspace.applyEdit(edit), true);
  assert.equal(document.isDirty, true, `not dirty: ${document.getText()} ${document.isClosed} ${document.version}`);
  assert.equal(await document.save(), false);
  assert.equal(document.isDirty, true);
  assert.equal(await textOf('/notes/host.md'), 'Always: Run the suite with `npm test`.');
  await window.showTextDocument(document);
  await commands.executeCommand('workbench.action.files.revert');
});

test('a memory is renamed and deleted like a file', async () => {
  await workspace.fs.rename(at('/memory/notes/host.md'), at('/memory/notes/moved.md'));
  assert.equal(await textOf('/notes/host.md'), undefined);
  await workspace.fs.delete(at('/memory/notes/moved.md'));
  assert.equal(await textOf('/notes/moved.md'), undefined);
  await assert.rejects(Promise.resolve(workspace.fs.stat(at('/memory/notes/moved.md'))));
});

test('a memory that is moved to all workspaces leaves this one’s store and stays readable under its new place', async () => {
  await write('/notes/wide.md', 'Answer in short sentences.');
  await workspace.fs.rename(at('/memory/notes/wide.md'), at('/memory/@user/notes/wide.md'));
  assert.equal(await textOf('/notes/wide.md'), undefined);
  const moved = await workspace.fs.readFile(at('/memory/@user/notes/wide.md'));
  assert.equal(Buffer.from(moved).toString(), 'Answer in short sentences.');
  await workspace.fs.delete(at('/memory/@user/notes/wide.md'));
});

test('Move Memory… asks where the memory should apply, and an open document moves along', async () => {
  await write('/notes/asked.md', 'Answer in whole sentences.');
  await window.showTextDocument(at('/memory/notes/asked.md'));
  let isMoved = false;
  const moving = commands.executeCommand('dreamwright.moveMemory').then(() => {
    isMoved = true;
  });
  // The list tells nobody when it has opened: its first row is taken as soon as there is one.
  while (!isMoved) await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await moving;
  assert.equal(await textOf('/notes/asked.md'), undefined);
  assert.equal(window.activeTextEditor?.document.uri.path, '/memory/@user/notes/asked.md');
  assert.equal(window.activeTextEditor?.document.getText(), 'Answer in whole sentences.');
  await workspace.fs.delete(at('/memory/@user/notes/asked.md'));
});

test('a path that cannot be a memory is refused with the reason', async () => {
  await write('/notes/entry.md', 'An entry.');
  await assert.rejects(Promise.resolve(write(`/${'deep/'.repeat(20)}entry.md`, 'Too deep.')), /at most 20 folders/u);
});

test('folders list what is in them', async () => {
  const names = (await workspace.fs.readDirectory(at('/memory/notes'))).map(([name]) => name);
  assert.deepEqual(names, ['entry.md']);
});

test('sessions and what Dreamwright knows are documents that can be read and not changed', async () => {
  const { sessions } = await askStore<{ readonly sessions: readonly { readonly session: string }[] }>('sessions');
  const [session] = sessions;
  assert.ok(session);
  for (const path of [`/session/${session.session}.md`, '/knowledge.md']) {
    const { permissions } = await workspace.fs.stat(at(path));
    assert.equal(permissions, FilePermission.Readonly, path);
    assert.match(Buffer.from(await workspace.fs.readFile(at(path))).toString(), /^# /u);
  }
});
