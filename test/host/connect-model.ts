import type { Workbench } from './workbench.ts';

/** Connects the model of a server that speaks the Messages API, as a person does. */
export async function connectModel(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Dreamwright: Connect Model');
  await workbench.pick('With a key of your own');
  const key = page.locator('.quick-input-widget:visible input[type=password]');
  await key.fill('sk-test');
  await key.press('Enter');
  await workbench.pick('Claude Test 2');
}
