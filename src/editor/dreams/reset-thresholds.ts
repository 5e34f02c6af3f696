import * as vscode from 'vscode';
import { tellDecisions, tellThreshold } from '../../core/dream/learn/tell-threshold.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';

/** Shows what decisions in Review have moved; what a person picks stands where it stood. */
export async function resetThresholds(open: () => Promise<Dreamwright>): Promise<void> {
  const store = await open();
  const moved = await store.thresholds();
  if (moved.length === 0) {
    vscode.window.showInformationMessage('Your decisions have moved no threshold. All stand where they usually do.');
    return;
  }
  const picked = await vscode.window.showQuickPick(
    moved.map((threshold) => ({ label: tellThreshold(threshold), detail: tellDecisions(threshold), threshold })),
    {
      title: 'Moved by decisions in Review',
      placeHolder: 'Which ones go back? Earlier decisions then no longer count for them',
      canPickMany: true,
    },
  );
  if (picked === undefined || picked.length === 0) return;
  await store.resetThresholds(picked.map(({ threshold }) => threshold.name));
}
