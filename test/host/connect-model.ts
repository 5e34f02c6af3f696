import type { Workbench } from './workbench.ts';

/** Connects the model of a server that speaks the Messages API, as a person does. */
export async function connectModel(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Dreamwright: Connect Model');
  await workbench.pick('With a key of your own');
  await workbench.quickInput().fill('sk-test');
  await workbench.page.keyboard.press('Enter');
  await workbench.pick('Claude Test 2');
}
