import { expect, test } from 'vitest';
import { useWorkbench } from '../use-workbench.ts';

test('a comment is written beside the diff, and stands there when the diff is opened again', async () => {
  const workbench = await useWorkbench();
  const { page } = workbench;
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const review = await workbench.openView('Review');
  await review.leaves().first().dblclick();
  await workbench.tab(/now ↔ proposed/).waitFor();
  const proposed = page.locator('.monaco-diff-editor .editor.modified');
  await proposed.locator('.view-line').first().hover();
  await proposed.locator('.comment-range-glyph').first().click();
  await proposed.locator('.review-widget .comment-form .monaco-editor').first().waitFor();
  await page.keyboard.type('Who said this?');
  await proposed.locator('.review-widget .monaco-button').filter({ hasText: 'Add Comment' }).click();
  const written = proposed.locator('.review-widget .comment-body').filter({ hasText: 'Who said this?' });
  await written.waitFor();

  await workbench.runCommand('View: Close All Editors');
  await review.leaves().first().dblclick();
  await written.waitFor();
  expect(await written.count()).toBe(1);
});
