import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Memories = { readonly memories: readonly { readonly path: string; readonly text: string }[] };

test('a person dreams, reviews in a diff, approves, and takes the dream back', async () => {
  const folder = await prepareSample();
  const memories = async () => (await runCommandLine<Memories>(folder, 'memories')).memories;
  const workbench = await useWorkbench({ folder });

  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.answerNotification(/wait/, 'Review');
  const committed = await memories();
  expect(committed.length).toBeGreaterThan(0);

  const review = await workbench.openView('Review');
  await review.leaves().first().click();
  await workbench.tab(/now ↔ proposed/).waitFor();
  await workbench.editorAction('Approve');
  await expect.poll(async () => (await memories()).length).toBe(committed.length + 1);

  await workbench.runCommand('Dreamwright: Undo Dream');
  await expect.poll(async () => (await memories()).length).toBeLessThan(committed.length);
  expect(await runCommandLine(folder, 'audit', 'verify')).toMatchObject({ ok: true });
});

test('the tree of memories shows what the store holds', async () => {
  const folder = await prepareSample();
  await runCommandLine(folder, 'remember', 'Run `mise run lint` before each commit.', '--path', '/build/lint.md');
  const workbench = await useWorkbench({ folder });
  const tree = await workbench.openView('Memories');
  await tree.openRow('lint.md');
  await workbench.tab(/lint\.md/).waitFor();
  await workbench.page.locator('.monaco-editor .view-lines').getByText('before each commit').waitFor();
});
