import { expect, test } from 'vitest';
import { useWorkbench } from '../use-workbench.ts';

test('a new user finds four views behind the moon, and the moon in the status bar that says when dreams pause', async () => {
  const workbench = await useWorkbench();
  const { page } = workbench;
  for (const name of ['Chat', 'Review', 'Memories', 'Dreams']) {
    await workbench.openView(name);
  }
  const headers = await page.locator('.pane-header h3, .pane-header .title').allInnerTexts();
  expect([...new Set(headers)]).toEqual(['Chat', 'Review', 'Memories', 'Dreams']);
  const status = page.locator('.statusbar-item[id^="dreamwright.dreamwright"]').first();
  await status.waitFor();
  expect(await status.isVisible()).toBe(true);

  const tooltip = async () => await (await workbench.hover(status, /Has not dreamt here yet/)).textContent();
  for (const [choice, state] of [
    ['In this workspace', 'here'],
    ['Everywhere', 'everywhere'],
  ] as const) {
    await workbench.runCommand('Dreamwright: Pause Dreaming');
    await workbench.pick(choice);
    await expect.poll(tooltip).toContain(`Dreaming is paused ${state}`);
    await workbench.runCommand('Dreamwright: Resume Dreaming');
    await expect.poll(tooltip).not.toContain('paused');
  }
});
