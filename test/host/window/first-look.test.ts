import { expect, test } from 'vitest';
import { useWorkbench } from '../use-workbench.ts';

test('a new user finds four views behind the moon, and the moon in the status bar', async () => {
  const workbench = await useWorkbench();
  for (const name of ['Chat', 'Review', 'Memories', 'Dreams']) {
    await workbench.openView(name);
  }
  const headers = await workbench.page.locator('.pane-header h3, .pane-header .title').allInnerTexts();
  expect([...new Set(headers)]).toEqual(['Chat', 'Review', 'Memories', 'Dreams']);
  const status = workbench.page.locator('.statusbar-item[id^="dreamwright.dreamwright"]').first();
  await status.waitFor();
  expect(await status.isVisible()).toBe(true);
});
