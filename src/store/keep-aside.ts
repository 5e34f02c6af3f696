import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Files } from './files.ts';

/** What was found damaged, told to a person in one line and to the journal in a `recovered` record. */
export interface Recovery {
  readonly reason: string;
  /** Relative to the store, or null when there was nothing to keep. */
  readonly keptAside: string | null;
}

const FOLDER = 'damaged';

/** Copies bytes into the store's `damaged` folder; answers where, relative to the store. */
export function keepAside(files: Files, directory: string, name: string, parts: Iterable<Uint8Array>): string {
  files.makeFolder(join(directory, FOLDER));
  files.replace(join(directory, FOLDER, name), parts);
  return `${FOLDER}/${name}`;
}

/**
 * A crash in the middle of a write leaves a line without an end, which was never acknowledged: it is copied aside and
 * the file cut back to its last whole line. Only under the append lock, where no one can be writing it.
 */
export function cutTornLine(files: Files, directory: string, name: string, end: number): Recovery | null {
  const path = join(directory, name);
  const torn = files.read(path, end);
  if (torn === undefined || torn.length === 0) return null;
  const mark = createHash('sha256').update(torn).digest('hex').slice(0, 8);
  const keptAside = keepAside(files, directory, `${name.replaceAll('/', '-')}-${end}-${mark}.part`, [torn]);
  files.truncate(path, end);
  const reason = `${name} ended in a line that was never finished (${torn.length} bytes, after a crash); it was cut off and kept in ${keptAside}.`;
  return { reason, keptAside };
}
