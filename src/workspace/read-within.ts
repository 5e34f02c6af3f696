import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** A file larger than this is not looked at; sources are smaller. */
const LARGEST = 2 * 1024 * 1024;

export interface TextFile {
  readonly text: string;
  /** ISO 8601. */
  readonly changedAt: string;
}

/**
 * The text of a file below a folder whose real path is `root`; null where it is gone. A path that leads out of it, by
 * `..` or by a link, is not looked at, and neither is what can't be read: those are undefined.
 */
export async function readWithin(root: string, file: string): Promise<TextFile | null | undefined> {
  const path = join(root, file);
  if (isAbsolute(file) || !isWithin(root, path)) return undefined;
  try {
    const real = await realpath(path);
    if (!isWithin(root, real)) return undefined;
    const found = await stat(real);
    if (!found.isFile() || found.size > LARGEST) return undefined;
    return { text: await readFile(real, 'utf8'), changedAt: found.mtime.toISOString() };
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : undefined;
  }
}

/** Whether a real path lies below another one. */
export function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
