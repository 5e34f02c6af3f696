import * as vscode from 'vscode';
import { OTHER_SESSIONS } from '../../core/dream/scopes/scope.ts';
import type { ReadSetting } from '../read-setting.ts';

/** What a person wants dreamt over, where the settings part the sessions; null when they changed their mind. */
export async function pickScope(readSetting: ReadSetting): Promise<{ readonly scope: string | undefined } | null> {
  const scopes = readSetting('dream.scopes').filter(({ rhythm }) => rhythm !== 'never');
  if (scopes.length === 0) return { scope: undefined };
  const everything: { readonly label: string; readonly scope: string | undefined } = {
    label: 'Everything that takes part',
    scope: undefined,
  };
  const picked = await vscode.window.showQuickPick(
    [
      everything,
      ...scopes.map(({ name, memories = [] }) => ({ label: name, description: memories.join(', '), scope: name })),
      { label: 'Other sessions', scope: OTHER_SESSIONS },
    ],
    { title: 'Dream now', placeHolder: 'Over which sessions?' },
  );
  return picked ?? null;
}
