import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

interface Memories {
  readonly memories: readonly { readonly verify_by: string | null }[];
}

test('a person dates a memory, sees the date beside it, and takes a whole dream’s changes back, and that too', async () => {
  const folder = await prepareSample();
  const workbench = await useWorkbench({ folder });
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const memories = await workbench.openView('Memories');
  const first = memories.pane.locator('.monaco-list-row').filter({ hasText: '.md' }).first();
  await first.click();
  await workbench.runCommand('Dreamwright: Verify Again By…');
  await workbench.pick('In three months');
  const dates = async () =>
    (await runCommandLine<Memories>(folder, 'memories')).memories.flatMap(({ verify_by }) => verify_by ?? []);
  await expect.poll(async () => (await dates()).length).toBe(1);
  await memories.pane.getByText(/verify by \d{4}-\d{2}-\d{2}/).waitFor();
  await workbench.photograph('memory-dated');

  const before = (await runCommandLine<Memories>(folder, 'memories')).memories.length;
  await workbench.runCommand('Dreamwright: Take Back Changes…');
  await workbench.pick('By dream…');
  await workbench.page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: /Dream of/ })
    .first()
    .waitFor();
  await workbench.screenshot('take-back-pick');
  // By key: the mouse still rests on the list and brings up a hover over it.
  await workbench.page.keyboard.press('Enter');
  await workbench.answerDialog(/Take back what was changed/, 'Take Back');
  const stored = async () => (await runCommandLine<Memories>(folder, 'memories')).memories.length;
  await expect.poll(stored).toBe(1);
  await workbench.answerNotification(/restored/, 'Undo');
  await expect.poll(stored).toBe(before);
});
