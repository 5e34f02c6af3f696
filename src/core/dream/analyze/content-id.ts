import { hashText } from '../../hash-text.ts';

/** An id of the same shape as `newId`, but decided by its parts: the same dream over the same store gives the same ids. */
export function contentId(prefix: 'fnd' | 'prp' | 'mem', now: Date, ...parts: readonly string[]): string {
  const digest = hashText(parts.join('\u0000'));
  return `${prefix}_${now.getTime().toString(36).padStart(9, '0')}${digest.slice(0, 12)}`;
}
