import * as vscode from 'vscode';
import { mountOf } from '../../core/joined/mount.ts';
import { describeMount } from './describe-mount.ts';

/** Asks where a memory should hold; answers its path there, or undefined when the person chose nothing. */
export async function pickStore(path: string, mounts: readonly string[]): Promise<string | undefined> {
  const places = ['', ...mounts].map((at) => ({ at }));
  const here = mountOf(path, places.slice(1))?.at ?? '';
  const others = places.filter(({ at }) => at !== here).map(({ at }) => ({ at, label: describeMount(at) }));
  if (others.length === 0)
    throw new Error('Open a folder first: a memory moves between a folder and all your workspaces.');
  const picked = await vscode.window.showQuickPick(others, {
    title: `Where should ${path.slice(here.length)} apply?`,
    placeHolder: `Now: ${describeMount(here)}`,
  });
  return picked === undefined ? undefined : picked.at + path.slice(here.length);
}
