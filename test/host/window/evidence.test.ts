import { expect, test } from 'vitest';
import { useWorkbench } from '../use-workbench.ts';

test('the hover of what waits says why, and its evidence opens the session at that turn', async () => {
  const workbench = await useWorkbench();
  const { page } = workbench;
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const review = await workbench.openView('Review');
  const hover = await workbench.hover(review.leaves().first(), /Rests on what came/);
  const quote =
    (await hover
      .locator('blockquote')
      .first()
      .locator('p')
      .first()
      .evaluate((words) => words.firstChild?.textContent)) ?? '';
  expect(quote.length).toBeGreaterThan(5);

  await hover.locator('blockquote a').first().click();
  await workbench.tab(/^[0-9a-f-]{36}\.md/).waitFor();
  const lines = page.locator('.monaco-editor .view-lines');
  await lines.getByText(quote.slice(0, 20)).first().waitFor();
  expect(await page.locator('.monaco-editor .current-line').count()).toBeGreaterThan(0);
});
