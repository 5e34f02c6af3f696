import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

interface Waiting {
  readonly proposals: readonly { readonly path: string }[];
}
interface Memories {
  readonly memories: readonly { readonly path: string }[];
}

test('a person reviews by keys alone, each acting on what the one before went to, and rejects the rest as a group', async () => {
  const folder = await prepareSample();
  const waiting = async () =>
    (await runCommandLine<Waiting>(folder, 'review', 'list')).proposals.map(({ path }) => path);
  const memories = async () => (await runCommandLine<Memories>(folder, 'memories')).memories.map(({ path }) => path);
  const workbench = await useWorkbench({ folder });
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait/);
  const review = await workbench.openView('Review');
  // While the groups are being read, not all leaves are there.
  await expect.poll(() => review.leaves().count()).toBe((await waiting()).length);
  const name = (index: number) => review.leaves().nth(index).locator('.label-name').textContent();
  const [first, second, third] = [await name(0), await name(1), await name(2)];
  await review.leaves().first().click();
  await workbench.tab(/now ↔ proposed/).waitFor();

  await workbench.page.keyboard.press('n');
  await workbench.page.keyboard.press('a');
  await expect.poll(memories).toContain(`/${second}`);
  await expect.poll(() => name(1)).toBe(third);

  await workbench.page.keyboard.press('r');
  await workbench.quickInput().fill('not so');
  await workbench.quickInput().press('Enter');
  await expect.poll(waiting).not.toContain(`/${third}`);
  expect(await waiting()).toContain(`/${first}`);

  const left = (await waiting()).length;
  await review.rowAction(/^Thin evidence/, 'Reject All of a Group…');
  await workbench.answerInput('of “Thin evidence”', 'not so');
  await review.rows(/^Thin evidence/).waitFor({ state: 'detached' });
  expect((await waiting()).length).toBeLessThan(left);
});
