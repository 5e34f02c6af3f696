import { expect, test } from 'vitest';
import { useWorkbench } from '../use-workbench.ts';

test('the Review view shows what a person filters for, and says so, until they clear it', async () => {
  const workbench = await useWorkbench();
  const { page } = workbench;
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const review = await workbench.openView('Review');
  await review.leaves().first().waitFor();
  const all = await review.leaves().count();

  await workbench.runCommand('Dreamwright: Filter Proposals…');
  await workbench.quickInput().waitFor();
  await workbench.pick('from tool output');
  await workbench.screenshot('review-filter-pick');
  await page.keyboard.press('Enter');
  await review.pane.getByText(/1 of \d+ shown: from tool output/).waitFor();
  await workbench.photograph('review-filtered');
  await workbench.runCommand('Dreamwright: Clear Filter');
  await expect.poll(() => review.leaves().count()).toBe(all);
});
