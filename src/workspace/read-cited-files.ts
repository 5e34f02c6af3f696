import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** A cited file larger than this is not looked at; citations are of sources. */
const LARGEST = 2 * 1024 * 1024;

/**
 * Texts of the files that memories cite, null where one is gone. A path that leads out of the workspace, by `..` or by
 * a link, is not looked at, and neither is what can't be read: those are missing from the answer.
 */
export async function readCitedFiles(
  root: string,
  files: Iterable<string>,
): Promise<ReadonlyMap<string, string | null>> {
  const texts = new Map<string, string | null>();
  const realRoot = await realpath(root).catch(() => null);
  if (realRoot === null) return texts;
  for (const file of new Set(files)) {
    const text = await readWithin(realRoot, file);
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}

async function readWithin(root: string, file: string): Promise<string | null | undefined> {
  const path = join(root, file);
  if (isAbsolute(file) || !isWithin(root, path)) return undefined;
  try {
    const real = await realpath(path);
    if (!isWithin(root, real)) return undefined;
    const found = await stat(real);
    return found.isFile() && found.size <= LARGEST ? await readFile(real, 'utf8') : undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : undefined;
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
