import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Which files under a folder hold a text, as bytes. */
export function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))
    .map((path) => relative(folder, path));
}
