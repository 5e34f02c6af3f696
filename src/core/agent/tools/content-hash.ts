import { createHash } from 'node:crypto';

/** SHA-256 of a text, to see whether it is still what was read. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
