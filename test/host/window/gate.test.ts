import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Memories = { readonly memories: readonly { readonly path: string; readonly text: string }[] };

test('an edit passes the gate again: a refused one cannot be approved, alone or with its group', async () => {
  const folder = await prepareSample();
  const memories = async () => (await runCommandLine<Memories>(folder, 'memories')).memories;
  // High enough for all that waits: over a tree that scrolls, the group at its top is a copy of its row.
  const workbench = await useWorkbench({ folder, size: { width: 1280, height: 1060 } });
  const { page } = workbench;
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const committed = (await memories()).length;

  const review = await workbench.openView('Review');
  // By its name: while the groups are being read, the first leaf can be another's.
  const held = review.leaves().filter({ hasText: 'what-mise-run-lint' });
  await held.click();
  await workbench.tab(/^what-mise-run-lint.* now ↔ proposed/).waitFor();
  await workbench.editorAction('Edit');
  const proposed = page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines').first();
  await proposed.click();
  // The editor takes a moment to let itself be edited: until then keys are lost, also in the middle of a text.
  const typed = async () => {
    await page.keyboard.press('Control+Home');
    await page.keyboard.type(`The key is AKIA${'QWERTYUIOPASDFGH'}. `);
    return await proposed.textContent();
  };
  await expect.poll(typed).toContain('AKIAQWERTYUIOPASDFGH');
  await page.keyboard.press('Control+S');

  await review.rows(/^Refused/).waitFor();
  await workbench.editorAction('Approve');
  await workbench.notification(/Refused: /);
  expect(await memories()).toHaveLength(committed);

  await review.openGroup(/^Refused/);
  const refused = await review.reveal(held);
  await refused.hover();
  await refused.getByRole('button', { name: 'Edit' }).waitFor();
  expect(await refused.getByRole('button', { name: /Approve/ }).count()).toBe(0);

  await review.rowAction(/^Thin evidence/, 'Approve All of a Group…');
  await expect.poll(async () => (await memories()).length).toBeGreaterThan(committed);
  await review.rows(/^Thin evidence/).waitFor({ state: 'detached' });
  await review.rows(/^Refused/).waitFor();
  expect((await memories()).some(({ text }) => text.includes('QWERTY'))).toBe(false);

  const refusals = await review.reveal(review.rows(/^Refused/));
  await refusals.hover();
  await refused.getByRole('button', { name: 'Edit' }).waitFor({ state: 'hidden' });
  expect(await refusals.getByRole('button').count()).toBe(0);
  await workbench.runCommand('Dreamwright: Approve All of a Group…');
  await workbench.notification('Nothing waits for review.');
});
