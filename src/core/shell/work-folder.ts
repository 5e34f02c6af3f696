import { posix } from 'node:path';

/** A folder relative to where work began, with forward slashes: empty for that folder itself, null for one outside of it. */
export type WorkFolder = string | null;

/** Where `folder` lies seen from `root`, both absolute; either may be unknown (empty): then nothing has moved. */
export function workFolder(root: string, folder: string): WorkFolder {
  const [from, to] = [root, folder].map((path) => path.replace(/\\/gu, '/').replace(/\/$/u, ''));
  if (from === undefined || to === undefined || from === '' || to === '' || from === to) return '';
  return to.startsWith(`${from}/`) ? to.slice(from.length + 1) : null;
}

/** Where `cd TARGET` leads to from `here`. */
export function folderAfterMove(root: string, here: WorkFolder, target: string): WorkFolder {
  if (/^(?:[/\\]|[A-Za-z]:)/u.test(target)) return root === '' ? null : workFolder(root, target);
  if (here === null || /^[~$-]/u.test(target)) return null;
  const moved = posix.join(here, target.replace(/\/$/u, ''));
  if (moved === '.') return '';
  return moved.startsWith('..') ? null : moved;
}
