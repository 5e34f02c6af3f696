import { basename, resolve } from 'node:path';
import { folderMount, USER_MOUNT } from '../core/joined/mount.ts';
import type { MemoryScope } from '../core/memory/memory.ts';
import { locateStore, userStore } from './locate-store.ts';

/** A store to join with the one of a workspace's first folder. */
export interface StoreBeside {
  /** First part of the paths of its memories, beside those of the others. */
  readonly at: string;
  readonly directory: string;
  readonly root: string | null;
  readonly owner: string | null;
  /** Of the memories that a person writes there. */
  readonly scope: MemoryScope;
}

interface BesideQuestion {
  readonly home: string;
  /** The store of the first folder. */
  readonly directory: string;
  /** The workspace's other folders. */
  readonly folders: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The person's own memories and those of the other folders, each store once. Reads, makes nothing. */
export function locateBeside({ home, directory, folders, environment }: BesideQuestion): readonly StoreBeside[] {
  const beside: StoreBeside[] = [
    { at: USER_MOUNT, directory: userStore(home), root: null, owner: null, scope: 'user' },
  ];
  for (const folder of folders) {
    const located = locateStore({ folder, home, ...(environment && { environment }) });
    const taken = beside.map(({ at }) => at);
    beside.push({ at: freeMount(basename(located.root ?? folder), taken), scope: 'workspace', ...located });
  }
  const places = [directory, ...beside.map((store) => store.directory)].map((place) => resolve(place));
  return beside.filter((_, index) => places.indexOf(places[index + 1] ?? '') === index + 1);
}

function freeMount(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const at = folderMount(number === 1 ? name : `${name}-${number}`);
    if (!taken.includes(at)) return at;
  }
}
