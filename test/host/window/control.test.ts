import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseFolder, chooseNewFile } from '../choose-folder.ts';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Memories = { readonly memories: readonly { readonly path: string }[] };
type Sessions = { readonly sessions: readonly { readonly session: string; readonly agent: string }[] };

const dialog = { shownFirst: 'extensions', button: /This$|Here$/ };

test('the journal is exported, a store backed up, forgotten after a warning, and restored', async () => {
  const folder = await prepareSample();
  const memories = async () => (await runCommandLine<Memories>(folder, 'memories')).memories.map(({ path }) => path);
  await runCommandLine(folder, 'remember', 'Run `npm test` before each commit.', '--path', '/testing/before-commit.md');
  const backups = join(folder, '..', 'backups');
  await mkdir(backups);
  const workbench = await useWorkbench({ folder });

  await workbench.runCommand('Dreamwright: Back Up Store');
  await chooseFolder(workbench, backups, dialog);
  await workbench.notification(/^Backed up to /);
  const [backup] = await readdir(backups);

  await workbench.runCommand('Dreamwright: Verify Journal');
  await workbench.notification(/^The journal holds: \d+ entries, unbroken/);
  await workbench.runCommand('Dreamwright: Export Journal…');
  await workbench.pick('The last day');
  await workbench.pick('person');
  await workbench.answerInput('Of which memories?', '/testing/');
  const exported = join(backups, '..', 'journal.csv');
  await chooseNewFile(workbench, exported, { shownFirst: 'cmd', button: /^OK$/ });
  await workbench.notification(/^1 entry written to /);
  expect(await readFile(exported, 'utf8')).toMatch(/^sequence,.*\r\n\d+,[^\n]*\/testing\/before-commit\.md\r\n$/u);

  await workbench.runCommand('Dreamwright: Forget Everything');
  await workbench.answerDialog(/Forget everything in this store/, 'Cancel');
  expect(await memories()).toEqual(['/testing/before-commit.md']);
  await workbench.runCommand('Dreamwright: Forget Everything');
  await workbench.answerDialog(/Forget everything in this store/, 'Forget Everything');
  await expect.poll(memories).toEqual([]);

  await workbench.runCommand('Dreamwright: Restore Store');
  await chooseFolder(workbench, join(backups, backup ?? ''), dialog);
  await workbench.answerDialog(/Replace everything/, 'Restore');
  await workbench.notification('Restored.');
  expect(await memories()).toEqual(['/testing/before-commit.md']);
});

test('a private session is not stored, and a stored one is deleted after a warning', async () => {
  const folder = await prepareSample();
  const own = async () =>
    (await runCommandLine<Sessions>(folder, 'sessions')).sessions.filter(({ agent }) => agent === 'dreamwright');
  const workbench = await useWorkbench({ folder });
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  const ask = async (text: string) => {
    await chat.getByRole('textbox').fill(text);
    await chat.getByRole('textbox').press('Enter');
    await chat.getByText('No model is connected.').first().waitFor();
  };

  await workbench.runCommand('Dreamwright: New Private Session');
  await chat.getByText('This session is private').waitFor();
  await ask('what is kept of this?');
  expect(await own()).toEqual([]);

  await workbench.runCommand('Dreamwright: New Session');
  await chat.getByText('Ask about this workspace').waitFor();
  await ask('what is kept of that?');
  await expect.poll(async () => (await own()).length).toBe(1);
  await workbench.runCommand('Dreamwright: Delete Session');
  await workbench.answerDialog(/Delete the session/, 'Delete');
  await expect.poll(own).toEqual([]);
  await chat.getByText('Ask about this workspace').waitFor();
});
