import { expect, test } from 'vitest';
import { calling, saying } from '../../models/scripts.ts';
import { useAgent } from '../use-agent.ts';

const readReadme = calling('read', 'read_file', { path: 'README.md' }, 'I look at it.');
const replacement = { old_text: '# ', new_text: '# Changed: ' };
const editReadme = calling('edit', 'edit_file', { path: 'README.md', edits: [replacement] });

test('what the person leaves in the diff is what is written, is undone from its card, and its cards outlive the window', async () => {
  const { workbench, chat, send, textOf } = await useAgent(readReadme, editReadme, saying('The title is changed.'));
  const before = await textOf('README.md');
  await send('change the title');
  await workbench.tab(/README\.md: now ↔ proposed/).waitFor();
  await workbench.page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines').first().click();
  await workbench.page.keyboard.press('Control+Home');
  await workbench.page.keyboard.type('By hand. ');
  await chat.getByRole('button', { name: 'Accept', exact: true }).click();
  await chat.getByText('The title is changed.').first().waitFor();
  expect(await textOf('README.md')).toContain('By hand. # Changed: ');
  await expect.poll(() => workbench.tab(/now ↔ proposed/).count()).toBe(0);

  await chat.getByRole('button', { name: /^edited README\.md/ }).click();
  await chat.locator('.diff-line.added').filter({ hasText: '# Changed: ' }).first().waitFor();
  await chat.getByRole('button', { name: 'Undo this edit' }).click();
  await expect.poll(() => textOf('README.md')).toBe(before);

  await workbench.page.reload();
  await workbench.page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Dreamwright/ })
    .waitFor();
  await workbench.openView('Chat');
  const again = await workbench.webview('.tool-card');
  await again.getByRole('button', { name: /^read README\.md/ }).waitFor();
  await again.getByRole('button', { name: /^edited README\.md/ }).waitFor();
  await again.getByText('The title is changed.').first().waitFor();
});
