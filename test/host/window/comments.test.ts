import { expect, test } from 'vitest';
import { useWorkbench } from '../use-workbench.ts';

test('a comment is written beside the diff, reworded, stands there when the diff is opened again, and is deleted', async () => {
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
  const field = proposed.locator('.review-widget .comment-form .monaco-editor .view-lines').first();
  await field.click();
  await page.keyboard.type('Who said this?');
  await expect.poll(async () => await field.textContent()).toContain('this?');
  await proposed.locator('.review-widget .monaco-button').filter({ hasText: 'Add Comment' }).click();
  const written = proposed.locator('.review-widget .comment-body').filter({ hasText: 'Who said this?' });
  await written.waitFor();

  const comment = proposed.locator('.review-widget .review-comment');
  await comment.filter({ hasText: 'Who said this?' }).hover();

  await comment.getByRole('button', { name: 'Edit Comment' }).click();
  await comment.locator('.monaco-editor').waitFor();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' And when?');
  await workbench.screenshot('comment-editing');
  await comment.locator('.monaco-button').filter({ hasText: 'Save Comment' }).click();
  const reworded = proposed.locator('.review-widget .comment-body').filter({ hasText: 'Who said this? And when?' });
  await reworded.waitFor();
  await workbench.screenshot('comment-edited');

  await workbench.runCommand('View: Close All Editors');
  await review.leaves().first().dblclick();
  await reworded.waitFor();
  expect(await reworded.count()).toBe(1);

  await comment.hover();
  await comment.getByRole('button', { name: 'Delete Comment' }).click();
  await reworded.waitFor({ state: 'detached' });
});
