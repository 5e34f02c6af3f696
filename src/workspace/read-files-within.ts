import { realpath } from 'node:fs/promises';
import { readWithin } from './read-within.ts';

/** Texts of files of a workspace, null where one is gone; those that may not be looked at are missing. */
export async function readFilesWithin(
  root: string,
  files: Iterable<string>,
): Promise<ReadonlyMap<string, string | null>> {
  const texts = new Map<string, string | null>();
  const realRoot = await realpath(root).catch(() => null);
  if (realRoot === null) return texts;
  for (const file of new Set(files)) {
    const found = await readWithin(realRoot, file);
    if (found !== undefined) texts.set(file, found?.text ?? null);
  }
  return texts;
}
