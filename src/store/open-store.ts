import { basename, dirname, join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import type { Store } from '../core/store.ts';
import { isSqlPlain, loadSql } from './database/load-sql.ts';
import { type FileOperations, nodeFileOperations } from './file-operations.ts';
import { Files } from './files.ts';
import { JournalStore } from './journal-store.ts';
import { Replica } from './replica.ts';
import { SessionFiles } from './sessions/session-files.ts';
import { hasErrorCode, storeErrorOf } from './store-error.ts';

export interface OpenStoreOptions {
  readonly clock: Clock;
  /** Tests hand in a disk that fails. */
  readonly operations?: FileOperations;
}

const WITHOUT_WASM =
  'WebAssembly is off here, as with `node --jitless`: the store works, but several times slower. Start without that option to have it fast.';

/**
 * Opens the store in `directory`, making it when it is missing: the snapshot, then what the journal and the session files
 * hold beyond it. What is found damaged is mended and told in `notices`. Throws StoreError.
 */
export async function openStore(directory: string, options: OpenStoreOptions): Promise<Store> {
  const files = new Files(options.operations ?? nodeFileOperations);
  const sql = await loadSql();
  try {
    files.makeFolder(join(directory, 'sessions'));
    keepOutOfGit(files, directory);
    const sessions = new SessionFiles(files, directory);
    const replica = new Replica(sql, files, directory, sessions);
    if (isSqlPlain()) replica.notices.push(WITHOUT_WASM);
    const store = new JournalStore(directory, files, sessions, replica, options.clock);
    await store.mendIfNeeded();
    return store;
  } catch (error) {
    throw storeErrorOf(error, 'opening', directory);
  }
}

/** A store inside a repository is never committed with it; other files of `.dreamwright` may be. */
function keepOutOfGit(files: Files, directory: string): void {
  const folder = dirname(directory);
  if (basename(folder) !== '.dreamwright') return;
  try {
    files.createNew(join(folder, '.gitignore'), Buffer.from(`${basename(directory)}/\n`));
  } catch (error) {
    // What can't be written can still be read; the first write tells the person.
    if (!hasErrorCode(error, 'EROFS', 'EACCES', 'EPERM')) throw error;
  }
}
