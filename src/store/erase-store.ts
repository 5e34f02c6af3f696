import { join } from 'node:path';
import type { Files } from './files.ts';

/** Overwrites and deletes everything a store has written, and nothing else that may stand in its folder. */
export function eraseStore(files: Files, directory: string): void {
  for (const name of files.list(join(directory, 'sessions'))) files.erase(join(directory, 'sessions', name));
  for (const name of files.list(directory)) {
    if (name === 'damaged' || name.startsWith('replaced-')) files.removeTree(join(directory, name));
    else if (/^(?:journal\.jsonl|memory\.sqlite|heads\.jsonl|owner\.json)/u.test(name))
      files.erase(join(directory, name));
  }
}
