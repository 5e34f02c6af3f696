import type { Dreamwright } from '../dreamwright.ts';

/** A further store beside the one of a workspace's first folder. */
export interface Mount {
  /** First part of the paths under which its memories stand, such as `/@user`. */
  readonly at: string;
  /** Whether there is such a store yet; looking makes none. */
  isThere(): boolean;
  /** Opens it once, and makes it where there is none. */
  open(): Promise<Dreamwright>;
}

/** Where the memories of scope `user` stand beside a workspace's. */
export const USER_MOUNT = '/@user';

/** Where the store of another folder of the workspace stands. */
export function folderMount(name: string): string {
  return `/@${name.normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'folder'}`;
}

/** The mount among `mounts` that a path lies under. */
export function mountOf<T extends Pick<Mount, 'at'>>(path: string, mounts: readonly T[]): T | undefined {
  return mounts.find(({ at }) => path === at || path.startsWith(`${at}/`));
}
