import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

test('the next chat turn answers from what the dream learned, and its chip opens the memory', async () => {
  const folder = await prepareSample();
  await runCommandLine(folder, 'dream');
  const workbench = await useWorkbench({ folder });
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');

  await chat.getByRole('textbox').fill('why does mise run lint fail again?');
  await chat.getByRole('textbox').press('Enter');
  const chip = chat.getByRole('button', { name: /^Open memory .*lint/ }).first();
  await chip.waitFor();
  expect(await chat.getByRole('log').textContent()).toContain('mise run lint');

  await chip.click();
  await workbench.tab(/lint.*\.md/).waitFor();
});
