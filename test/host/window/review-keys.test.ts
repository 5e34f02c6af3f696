import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

interface Waiting {
  readonly proposals: readonly { readonly path: string }[];
}

test('a person reviews by the keyboard alone: next, approve, reject with a reason', async () => {
  const folder = await prepareSample();
  const waiting = async () => (await runCommandLine<Waiting>(folder, 'review', 'list')).proposals.length;
  const workbench = await useWorkbench({ folder });
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const atFirst = await waiting();
  const review = await workbench.openView('Review');
  await review.leaves().first().click();
  const tab = workbench.page.getByRole('tab', { name: /now ↔ proposed/, selected: true });
  const first = await tab.getAttribute('aria-label');

  await workbench.page.keyboard.press('n');
  await expect.poll(() => tab.getAttribute('aria-label')).not.toBe(first);

  await workbench.page.keyboard.press('a');
  await expect.poll(waiting).toBe(atFirst - 1);

  await review.pane.locator('.monaco-list.element-focused, .monaco-list:focus-within').first().waitFor();
  await workbench.page.keyboard.press('r');
  await workbench.quickInput().fill('not so');
  await workbench.page.keyboard.press('Enter');
  await expect.poll(waiting).toBe(atFirst - 2);
});
