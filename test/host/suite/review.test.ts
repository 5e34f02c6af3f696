import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { commands, Position, TabInputTextDiff, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { until } from '../until.ts';
import { applyPreview } from './apply-preview.ts';
import { askStore, type StoredMemory, type StoredProposal, storedMemories, waitingProposals } from './ask-store.ts';
import { test } from './test.ts';

/** Five times the true limit, for noisy machines. */
const LONGEST_HOLD_MILLISECONDS = 250;

function proposedUri({ id, path }: StoredProposal): Uri {
  return Uri.from({ scheme: 'dreamwright', path: `/proposed/${id}/${path.slice(path.lastIndexOf('/') + 1)}` });
}

async function firstWaiting(): Promise<StoredProposal> {
  const proposal = (await waitingProposals()).find(({ after }) => after !== null);
  assert.ok(proposal, 'nothing waits for review');
  return proposal;
}

/** Opens the proposal's diff for editing and puts `text` before what is proposed, unsaved. */
async function typeInto(proposal: StoredProposal, text: string): Promise<TextDocument> {
  await commands.executeCommand('workbench.action.closeAllEditors');
  await commands.executeCommand('dreamwright.edit', proposedUri(proposal));
  const document = await workspace.openTextDocument(proposedUri(proposal));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  assert.equal(await workspace.applyEdit(edit), true);
  return document;
}

let atFirst: readonly StoredMemory[] = [];

test('a dream leaves the extension host free', async () => {
  atFirst = await storedMemories();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await commands.executeCommand('dreamwright.dreamNow');
  delay.disable();
  assert.ok(delay.max / 1e6 < LONGEST_HOLD_MILLISECONDS, `held for ${delay.max / 1e6} ms`);
});

test('what waits opens as a diff of the memory now and as proposed, and says why it is held', async () => {
  const proposal = await firstWaiting();
  await commands.executeCommand('dreamwright.openProposal', proposedUri(proposal));
  const tab = window.tabGroups.activeTabGroup.activeTab;
  assert.ok(tab?.input instanceof TabInputTextDiff);
  assert.match(tab.label, /: now ↔ proposed \(held: .+\)$/u);
  const shown = await workspace.openTextDocument(tab.input.modified);
  assert.equal(shown.getText(), proposal.after);
});

test('a comment beside the diff is kept in the journal, and changes nothing of the proposal', async () => {
  const proposal = await firstWaiting();
  const uri = proposedUri(proposal);
  await commands.executeCommand('dreamwright.openProposal', uri);
  let isDisposed = false;
  const thread = { uri, comments: [], dispose: () => (isDisposed = true) };
  const since = new Date().toISOString();
  await commands.executeCommand('dreamwright.comment', { thread, text: 'Who said this?' });
  const entry = await askStore<{ readonly record: { readonly item: { readonly comments: readonly unknown[] } } }>(
    ...['audit', 'export', '--since', since],
  );
  assert.match(JSON.stringify(entry.record.item.comments), /"text":"Who said this\?"/u);
  assert.equal(isDisposed, true);
  assert.deepEqual(await firstWaiting(), proposal);
});

test('Edit Rule File Instead… shows the line that says the opposite as it would be, writes it when it is applied, and offers to reject what it says', async () => {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const file = Uri.joinPath(folder.uri, 'CLAUDE.md');
  const rules = (rule: string) => `# Rules\n\n- ${rule}\n- Run the tests.\n`;
  await workspace.fs.writeFile(file, Buffer.from(rules('Never keep our working documentation in linear.')));
  const waiting = await waitingProposals();
  const proposal = waiting.find(({ path }) => path.includes('working-documentation'));
  assert.ok(proposal, waiting.map(({ path }) => path).join(', '));
  await commands.executeCommand('notifications.clearAll');
  const edited = rules('Keep our working documentation in linear.');
  await applyPreview(
    () => commands.executeCommand('dreamwright.editRuleFile', proposedUri(proposal)),
    async () => (await workspace.openTextDocument(file)).getText() === edited,
  );
  assert.ok((await waitingProposals()).some(({ id }) => id === proposal.id));
  await until('the proposal to be rejected', async () => {
    await commands.executeCommand('notification.acceptPrimaryAction');
    return (await waitingProposals()).every(({ id }) => id !== proposal.id);
  });
  await workspace.save(file);
  await workspace.fs.delete(file);
});

test('what is proposed can be changed only after Edit, and records never', async () => {
  const proposal = await firstWaiting();
  const write = (uri: Uri) => workspace.fs.writeFile(uri, Buffer.from('mine'));
  await assert.rejects(Promise.resolve(write(proposedUri(proposal))));
  await assert.rejects(Promise.resolve(write(proposedUri(proposal).with({ path: `/now/${proposal.id}/a.md` }))));
});

test('Approve saves unsaved edits first and commits exactly what the editor shows', async () => {
  const proposal = await firstWaiting();
  const document = await typeInto(proposal, 'As a rule: ');
  const text = document.getText();
  assert.equal(document.isDirty, true);
  await commands.executeCommand('dreamwright.approve', document.uri);
  const memory = (await storedMemories()).find(({ path }) => path === proposal.path);
  assert.equal(memory?.text, text);
});

test('an edit that the gate refuses is kept, and approving it changes nothing', async () => {
  const proposal = await firstWaiting();
  const document = await typeInto(proposal, `The key is AKIA${'QWERTYUIOPASDFGH'}. `);
  const before = await storedMemories();
  await commands.executeCommand('dreamwright.approve', document.uri);
  assert.deepEqual(await storedMemories(), before);
  const { proposals } = await askStore<{ readonly proposals: readonly { readonly state: string }[] }>(
    'review',
    'show',
    proposal.id,
  );
  assert.equal(proposals[0]?.state, 'refused');
});

test('a piece of evidence opens its session at that turn', async () => {
  const [evidence] = (await firstWaiting()).evidence;
  assert.ok(evidence);
  await commands.executeCommand('dreamwright.openEvidence', { session: evidence.session, event: evidence.event });
  const editor = window.activeTextEditor;
  assert.ok(editor);
  assert.match(editor.document.uri.path, /^\/session\//u);
  const turn = editor.document.getText().split('\n').slice(editor.selection.active.line);
  assert.match(turn[0] ?? '', /^## /u);
  const words = turn.join(' ').replace(/\s+/gu, ' ');
  assert.ok(words.includes(evidence.quote.slice(0, 40)), `${evidence.quote} is not at that turn`);
});

test('Undo Dream takes back what it committed and what was approved of it', async () => {
  await commands.executeCommand('dreamwright.undoDream');
  assert.deepEqual(await storedMemories(), atFirst);
  assert.deepEqual(await waitingProposals(), []);
});
