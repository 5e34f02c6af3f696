import { lstat, readFile } from 'node:fs/promises';

/** A page, not a book. */
const LONGEST_BYTES = 65_536;

export type SmallFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** `because` follows what the caller calls the file. */
  | { readonly kind: 'refused'; readonly because: string };

/** Reads a file whose words count for something: none that a link leads to, none too large to be looked over. */
export async function readSmallFile(path: string): Promise<SmallFile> {
  const file = await lstat(path).catch(() => null);
  if (file === null) return { kind: 'missing' };
  if (file.isFile() && file.size <= LONGEST_BYTES) return { kind: 'text', text: await readFile(path, 'utf8') };
  return { kind: 'refused', because: 'was not read: it must be a file of at most 64 kB, not a link.' };
}
