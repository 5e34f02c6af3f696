import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';
import { writeInstructions } from '../write-instructions.ts';

type Memories = { readonly memories: readonly unknown[] };

test('a dream is cancelled from its progress and from the status bar, and leaves nothing', async () => {
  const folder = await prepareSample();
  const many = join(folder, '..', 'many.jsonl');
  await writeInstructions(many, 3000);
  await runCommandLine(folder, 'import', many, '--trust', 'user');
  const workbench = await useWorkbench({ folder });
  const { page } = workbench;

  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.answerNotification('Dreaming', 'Cancel');
  await page.locator('.notification-toast').filter({ hasText: 'Dreaming' }).waitFor({ state: 'detached' });
  // The toast goes at once; the dream has ended when the status bar says so.
  await workbench.statusBarItem(/Dreaming/).waitFor({ state: 'detached' });

  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.statusBarItem(/Dreaming/).click();
  await workbench.answerNotification(/Dreaming, \d of 6/, 'Cancel Dream');
  await workbench.statusBarItem(/Dreaming/).waitFor({ state: 'detached' });

  const { memories } = await runCommandLine<Memories>(folder, 'memories');
  expect(memories).toEqual([]);
  const dreams = await workbench.openView('Dreams');
  await expect.poll(async () => (await dreams.rowTexts()).filter((text) => /cancelled/.test(text)).length).toBe(2);
});
