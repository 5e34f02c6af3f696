import { randomBytes } from 'node:crypto';

/** A sortable unique id such as `mem_01k9x…`: prefix, 9 base-36 digits of the time, 12 random hex digits. */
export function newId(
  prefix: 'mem' | 'ver' | 'drm' | 'prp' | 'cmt' | 'fnd' | 'ses' | 'evt' | 'ent',
  now: Date,
): string {
  return `${prefix}_${now.getTime().toString(36).padStart(9, '0')}${randomBytes(6).toString('hex')}`;
}
