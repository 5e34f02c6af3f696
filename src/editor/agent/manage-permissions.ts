import * as vscode from 'vscode';
import type { PermissionRule } from '../../core/agent/permission/permission.ts';
import type { KeptPermissions } from './kept-permissions.ts';

interface RuleItem extends vscode.QuickPickItem {
  readonly rule: PermissionRule;
}

/** Lists what is allowed always and takes back what the person picks. */
export async function managePermissions(kept: KeptPermissions): Promise<void> {
  const items = kept.rules().map((rule): RuleItem => ({ label: rule.pattern, description: rule.tool, rule }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      'You have allowed nothing for good in this workspace. Answer Always in the chat to add something.',
    );
    return;
  }
  const revoked = await vscode.window.showQuickPick(items, {
    title: 'Always allowed in this workspace',
    placeHolder: 'Select what should be asked about again',
    canPickMany: true,
    matchOnDescription: true,
  });
  for (const { rule } of revoked ?? []) await kept.revoke(rule);
  if (revoked !== undefined && revoked.length > 0) {
    void vscode.window.showInformationMessage(
      `Dreamwright asks again about: ${revoked.map(({ label }) => label).join(', ')}`,
    );
  }
}
