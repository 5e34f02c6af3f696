import { createHash } from 'node:crypto';

/** An id of the same shape as `newId`, but decided by its parts: the same dream over the same store gives the same ids. */
export function contentId(prefix: 'fnd' | 'prp' | 'mem', now: Date, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  return `${prefix}_${now.getTime().toString(36).padStart(9, '0')}${digest.slice(0, 12)}`;
}
