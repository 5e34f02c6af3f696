import { join, resolve } from 'node:path';
import type { Store } from '../core/store.ts';
import { copyTruth } from './copy-store.ts';
import { nodeFileOperations } from './file-operations.ts';
import { Files } from './files.ts';
import { SIGNED_HEADS } from './journal/head-files.ts';
import { takeAppendLock } from './lock.ts';
import { StoreError, storeErrorOf } from './store-error.ts';

/**
 * Puts a backup in the place of everything in an open store. What stood there is kept in a folder `replaced-…` inside the
 * store, until *Forget Everything*. Other processes on the store begin anew by themselves. Throws StoreError.
 */
export async function restoreStore(source: string, store: Pick<Store, 'directory' | 'refresh'>): Promise<void> {
  const files = new Files(nodeFileOperations);
  const { directory } = store;
  if (resolve(source) === resolve(directory)) {
    throw new StoreError('io', `${source} is the store itself; nothing was restored. Choose a backup of it.`);
  }
  if (files.size(join(source, 'journal.jsonl')) === undefined && files.list(join(source, 'sessions')).length === 0) {
    throw new StoreError(
      'io',
      `${source} holds no backup; nothing was restored. Choose a folder with a journal.jsonl.`,
    );
  }
  const lock = await takeAppendLock(files, directory);
  try {
    // First a full copy, so that a backup that can't be read or a full disk leaves the store as it was.
    const incoming = join(directory, 'replaced-incoming');
    files.removeTree(incoming);
    copyTruth(files, source, incoming);
    const kept = join(directory, `replaced-${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`);
    files.makeFolder(kept);
    for (const name of ['memory.sqlite', 'sessions', SIGNED_HEADS, 'journal.jsonl'])
      files.moveIfPresent(join(directory, name), join(kept, name));
    for (const name of ['sessions', SIGNED_HEADS, 'journal.jsonl'])
      files.moveIfPresent(join(incoming, name), join(directory, name));
    files.removeTree(incoming);
  } catch (error) {
    throw storeErrorOf(error, 'restoring', directory);
  } finally {
    lock.release();
  }
  await store.refresh();
}
