import { expect } from 'vitest';
import type { Workbench } from './workbench.ts';

interface Dialog {
  /** A name in the folder that the dialog shows first. */
  readonly shownFirst: string;
  readonly button: RegExp;
}

/** Names a folder in VS Code's own file dialog and presses its button. */
export async function chooseFolder(workbench: Workbench, folder: string, dialog: Dialog): Promise<void> {
  await choosePath(workbench, `${folder}/`, dialog);
}

/** Names a file that is not there yet in VS Code's own file dialog and presses its button. */
export async function chooseNewFile(workbench: Workbench, file: string, dialog: Dialog): Promise<void> {
  await choosePath(workbench, file, dialog);
}

async function choosePath(workbench: Workbench, path: string, dialog: Dialog): Promise<void> {
  const widget = workbench.page.locator('.quick-input-widget:visible');
  const list = widget.locator('.quick-input-list');
  // Until the first folder is listed, the dialog writes over whatever stands in its field.
  await list.getByText(dialog.shownFirst).waitFor();
  const listed = async () => {
    await workbench.quickInput().fill(path);
    return await list.textContent();
  };
  await expect.poll(listed).not.toContain(dialog.shownFirst);
  await widget.getByRole('button', { name: dialog.button }).click();
}
