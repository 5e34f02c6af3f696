import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../core/error-text.ts';

/** A file to read, or why a path can't be read. */
export type FoundFile =
  | { readonly kind: 'file'; readonly path: string; readonly modified: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

/** Files named or found in folders, a folder's files before its folders, by name. Links inside folders aren't followed. */
export async function* findFiles(paths: readonly string[]): AsyncGenerator<FoundFile> {
  for (const path of paths) yield* find(path, stat);
}

async function* find(path: string, look: typeof stat | typeof lstat): AsyncGenerator<FoundFile> {
  try {
    const found = await look(path);
    if (found.isFile()) {
      yield { kind: 'file', path, modified: found.mtime.toISOString() };
      return;
    }
    if (!found.isDirectory()) return;
  } catch (error) {
    yield { kind: 'unreadable', path, reason: whyUnreadable(error) };
    return;
  }
  yield* findIn(path);
}

async function* findIn(folder: string): AsyncGenerator<FoundFile> {
  let entries: Awaited<ReturnType<typeof list>>;
  try {
    entries = await list(folder);
  } catch (error) {
    yield { kind: 'unreadable', path: folder, reason: whyUnreadable(error) };
    return;
  }
  for (const { name } of entries.filter((entry) => !entry.isDirectory())) yield* find(join(folder, name), lstat);
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name))) {
    yield* findIn(join(folder, name));
  }
}

async function list(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** One clause that names the mend. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder; check the path';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it; change its mode or owner';
    default:
      return `it can't be read: ${errorText(error)}`;
  }
}
