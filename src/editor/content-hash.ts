import { createHash } from 'node:crypto';

/** Lowercase hex SHA-256 of a text's UTF-8, as `saveMemory` takes it. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
