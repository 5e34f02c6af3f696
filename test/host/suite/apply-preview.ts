import { commands } from 'vscode';

/**
 * Shows a change in VS Code's preview, ticks it and applies it, as a person does, until it is written. The preview tells
 * an extension nothing of itself: what comes too early for it writes nothing, and is done again with more patience.
 */
export async function applyPreview(show: () => Thenable<unknown>, isWritten: () => Promise<boolean>): Promise<void> {
  for (let patience = 8; !(await isWritten()); patience *= 2) {
    let isOver = false;
    const shown = show().then(() => {
      isOver = true;
    });
    for (let look = 0; look < patience; look += 1) await commands.executeCommand('list.focusFirst');
    await commands.executeCommand('refactorPreview.toggleCheckedState');
    while (!isOver) await commands.executeCommand('refactorPreview.apply');
    await shown;
  }
}
