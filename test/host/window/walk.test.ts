import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Memories = { readonly memories: readonly { readonly path: string; readonly text: string }[] };
type Proposals = { readonly proposals: readonly { readonly path: string }[] };

test('a person dreams, reviews in a diff, approves, rejects, and takes the dream back', async () => {
  const folder = await prepareSample();
  const memories = async () => (await runCommandLine<Memories>(folder, 'memories')).memories;
  const waiting = async () => (await runCommandLine<Proposals>(folder, 'review', 'list')).proposals;
  const workbench = await useWorkbench({ folder });

  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.answerNotification(/wait for you/, 'Review');
  const committed = (await memories()).length;
  const held = (await waiting()).length;
  expect(committed).toBeGreaterThan(0);
  expect(held).toBeGreaterThan(1);
  await workbench.statusBarItem(new RegExp(`^\\s*${held}$`)).waitFor();

  const review = await workbench.openView('Review');
  await review.leaves().first().click();
  await workbench.tab(/now ↔ proposed \(held: /).waitFor();
  await workbench.editorAction('Approve');
  await expect.poll(async () => (await memories()).length).toBe(committed + 1);

  await review.rowAction(/\.md/, 'Reject');
  await workbench.quickInput().fill('not worth keeping');
  await workbench.quickInput().press('Enter');
  await expect.poll(async () => (await waiting()).length).toBe(held - 2);

  await workbench.runCommand('Dreamwright: Undo Dream');
  await expect.poll(memories).toEqual([]);
  await review.pane.getByText('Nothing waits.').waitFor();
  expect(await runCommandLine(folder, 'audit', 'verify')).toMatchObject({ ok: true });
});
