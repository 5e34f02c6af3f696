import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Memories = { readonly memories: readonly { readonly text: string }[] };

test('what a person saves is a version under their name, and the history shows what it changed', async () => {
  const folder = await prepareSample();
  await runCommandLine(folder, 'remember', 'Run `npm test` before each commit.', '--path', '/testing/before-commit.md');
  const stored = async () => (await runCommandLine<Memories>(folder, 'memories')).memories;
  const workbench = await useWorkbench({ folder });
  const { page } = workbench;
  const memories = await workbench.openView('Memories');
  await memories.openRow('before-commit.md');
  await workbench.tab(/before-commit\.md/).waitFor();
  const lines = page.locator('.monaco-editor .view-lines').first();
  await lines.getByText('before each commit').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' It takes a minute.');
  await expect.poll(async () => await lines.textContent()).toContain('minute.');
  await page.keyboard.press('Control+S');
  await expect.poll(async () => (await stored())[0]?.text).toContain('It takes a minute.');

  await memories.rowAction('before-commit.md', 'Show History');
  await workbench.pick(/modified by /);
  await workbench.tab(/before ↔ modified by /).waitFor();
  await page
    .locator('.monaco-diff-editor .modified-in-monaco-diff-editor')
    .getByText('It takes a minute.')
    .first()
    .waitFor();
});
