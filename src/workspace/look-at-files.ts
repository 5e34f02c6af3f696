import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { LOOK_AT_NOTHING, type LookAtFile } from '../core/dream/look-at-file.ts';
import { readWithin } from './read-within.ts';

/** Looks at the files of a workspace that agents wrote. One that worked in another folder wrote other files. */
export function lookAtFiles(root: string | null): LookAtFile {
  if (root === null) return LOOK_AT_NOTHING;
  return async (file, cwd) => {
    const [realRoot, folder] = await Promise.all([realPathOf(root), realPathOf(cwd ?? root)]);
    if (realRoot === null || folder === null) return null;
    const path = isAbsolute(file) ? file : join(folder, file);
    return (await readWithin(realRoot, relative(realRoot, path))) ?? null;
  };
}

function realPathOf(folder: string): Promise<string | null> {
  return realpath(folder).catch(() => null);
}
