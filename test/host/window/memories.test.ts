import { test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

async function workspaceWithMemory(): Promise<string> {
  const folder = await prepareSample();
  await runCommandLine(folder, 'remember', 'Run `mise run lint` before each commit.', '--path', '/build/lint.md');
  return folder;
}

test('the tree of memories shows what the store holds, and a row opens as a document', async () => {
  const workbench = await useWorkbench({ folder: await workspaceWithMemory() });
  const tree = await workbench.openView('Memories');
  await tree.openRow('lint.md');
  await workbench.tab(/lint\.md/).waitFor();
  await workbench.page.locator('.monaco-editor .view-lines').getByText('before each commit').waitFor();
});

test('a quick pick finds a memory by its words', async () => {
  const workbench = await useWorkbench({ folder: await workspaceWithMemory() });
  await workbench.runCommand('Dreamwright: Search Memory');
  await workbench.quickInput().fill('lint before commit');
  await workbench.pick('lint.md');
  await workbench.tab(/lint\.md/).waitFor();
});
