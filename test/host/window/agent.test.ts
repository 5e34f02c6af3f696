import { expect, test } from 'vitest';
import { calling, saying } from '../../models/scripts.ts';
import { useAgent } from '../use-agent.ts';

const readReadme = calling('read', 'read_file', { path: 'README.md' }, 'I look at it.');
const replacement = { old_text: '# ', new_text: '# Changed: ' };
const editReadme = calling('edit', 'edit_file', { path: 'README.md', edits: [replacement] });

test('an edit waits in its card and in a native diff, is accepted there, and is undone from its card', async () => {
  const { workbench, chat, send, textOf } = await useAgent(readReadme, editReadme, saying('The title is changed.'));
  const before = await textOf('README.md');
  await send('change the title');
  await workbench.tab(/README\.md: now ↔ proposed/).waitFor();
  await chat.getByRole('group', { name: /^Accept: edit README\.md/ }).waitFor();
  expect(await textOf('README.md')).toBe(before);
  await workbench.editorAction('Accept Edit');
  await chat.getByText('The title is changed.').first().waitFor();
  expect(await textOf('README.md')).toContain('# Changed: ');
  await expect.poll(() => workbench.tab(/now ↔ proposed/).count()).toBe(0);

  await chat.getByRole('button', { name: /^edited README\.md/ }).click();
  await chat.locator('.diff-line.added').filter({ hasText: '# Changed: ' }).first().waitFor();
  await chat.getByRole('button', { name: 'Undo this edit' }).click();
  await expect.poll(() => textOf('README.md')).toBe(before);
});

test('what the person changes in the diff before accepting it is what is written', async () => {
  const { workbench, chat, send, textOf } = await useAgent(readReadme, editReadme, saying('The title is changed.'));
  await send('change the title');
  await workbench.tab(/README\.md: now ↔ proposed/).waitFor();
  await workbench.page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines').first().click();
  await workbench.page.keyboard.press('Control+Home');
  await workbench.page.keyboard.type('By hand. ');
  await chat.getByRole('button', { name: 'Accept', exact: true }).click();
  await chat.getByText('The title is changed.').first().waitFor();
  expect(await textOf('README.md')).toContain('By hand. # Changed: ');
});

test('a command is asked about, answered by keyboard, runs in a terminal, and its card shows what it printed', async () => {
  const { server, workbench, chat, send } = await useAgent(
    calling('run', 'run_command', { command: 'echo from-the-agent; (exit 3)' }),
    saying('It failed with 3.'),
  );
  await send('run it');
  await chat.getByRole('group', { name: /^Allow: run echo/ }).waitFor();
  await chat.getByRole('textbox', { name: /^Message/ }).press('Control+Enter');
  expect(await chat.evaluate('document.activeElement.textContent')).toBe('Allow once');
  await workbench.page.keyboard.press('Enter');
  await chat.getByText('It failed with 3.').first().waitFor();
  await workbench.page.locator('.terminal-wrapper').filter({ hasText: 'from-the-agent' }).first().waitFor();
  const card = chat.getByRole('button', { name: /^ran echo/ });
  expect(await card.textContent()).toContain('exit 3');
  await card.click();
  await chat.locator('.tool-output').filter({ hasText: 'from-the-agent' }).waitFor();
  expect(JSON.stringify(server.requests.at(-1)?.body)).toContain('from-the-agent');
});

test('a session shows its cards again after its window was closed', async () => {
  const { workbench, chat, send } = await useAgent(readReadme, saying('It is about a command line.'));
  await send('what is this about?');
  await chat.getByText('It is about a command line.').first().waitFor();
  await workbench.page.reload();
  await workbench.page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Dreamwright/ })
    .waitFor();
  await workbench.openView('Chat');
  const again = await workbench.webview('.tool-card');
  await again.getByRole('button', { name: /^read README\.md/ }).waitFor();
  await again.getByText('It is about a command line.').first().waitFor();
});
