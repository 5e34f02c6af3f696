import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Memories = { readonly memories: readonly unknown[] };

test('an untrusted workspace is not dreamt of; the chat answers all the same', async () => {
  const folder = await prepareSample();
  const workbench = await useWorkbench({ folder, isTrustAsked: true });
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification('Dreams need a trusted workspace.');
  expect((await runCommandLine<Memories>(folder, 'memories')).memories).toEqual([]);

  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  await chat.getByRole('textbox').fill('why does lint fail?');
  await chat.getByRole('textbox').press('Enter');
  await chat.getByText('No model is connected.').first().waitFor();
});
