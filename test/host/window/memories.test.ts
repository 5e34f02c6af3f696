import { test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

test('the tree of memories shows what the store holds, a row opens as a document, a quick pick finds it', async () => {
  const folder = await prepareSample();
  await runCommandLine(folder, 'remember', 'Run `mise run lint` before each commit.', '--path', '/build/lint.md');
  const workbench = await useWorkbench({ folder });
  const tree = await workbench.openView('Memories');
  await tree.openRow('lint.md');
  await workbench.tab(/lint\.md/).waitFor();
  await workbench.page.locator('.monaco-editor .view-lines').getByText('before each commit').waitFor();

  await workbench.runCommand('View: Close All Editors');
  await workbench.tab(/lint\.md/).waitFor({ state: 'detached' });
  await workbench.runCommand('Dreamwright: Search Memory');
  await workbench.quickInput().fill('lint before commit');
  await workbench.pick('lint.md');
  await workbench.tab(/lint\.md/).waitFor();
});
