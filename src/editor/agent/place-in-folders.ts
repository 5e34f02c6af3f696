import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Place } from '../../core/agent/tools/workspace-port.ts';

/** One folder of the workspace. */
export interface RootFolder {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/** Where a path lies that a model wrote. */
export async function placeInFolders(path: string, roots: readonly RootFolder[]): Promise<Place> {
  const real = await realPath(meantPath(path, roots));
  for (const root of roots) {
    const inside = relative(await realPath(root.path), real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) continue;
    const named = inside === '' ? '.' : inside.split(sep).join('/');
    if (roots.length === 1) return { path: named, isInside: true };
    return { path: named === '.' ? root.name : `${root.name}/${named}`, isInside: true };
  }
  return { path: real, isInside: false };
}

/**
 * The absolute path that a model means, links unfollowed. With several folders its first part names one, else the first
 * is meant. `~` is the home folder here alone: in the path of a place it is a name as any other.
 */
export function meantPath(path: string, roots: readonly RootFolder[]): string {
  return /^~(?:[\\/]|$)/u.test(path) ? join(homedir(), path.slice(1)) : absolutePath(path, roots);
}

/** The absolute path of a place. */
export function absolutePath(path: string, roots: readonly RootFolder[]): string {
  const first = roots[0];
  if (isAbsolute(path) || first === undefined) return resolve(path);
  const named = roots.length === 1 ? undefined : roots.find(({ name }) => path === name || path.startsWith(`${name}/`));
  return named === undefined ? resolve(first.path, path) : resolve(named.path, path.slice(named.name.length + 1));
}

/** With links followed as far as there is anything. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPath(parent), path.slice(parent.length).replace(/^[/\\]/u, ''));
  }
}
