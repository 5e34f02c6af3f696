import { join } from 'node:path';
import { locateStore, userStore } from '../../store/locate-store.ts';
import type { ReadSetting } from '../read-setting.ts';
import { StoreConnection } from './store-connection.ts';

interface StorePlace {
  /** The workspace folder, or null without one: then only a person's own memories are at hand. */
  readonly folder: string | null;
  readonly extensionPath: string;
  readonly readSetting: ReadSetting;
  readonly author: () => Promise<string>;
}

/** Finds the store of this window; opening it waits for the first call. */
export function connectStore({ folder, extensionPath, readSetting, author }: StorePlace): StoreConnection {
  const chosen = readSetting('store.path');
  const directory =
    folder === null && chosen === ''
      ? userStore()
      : locateStore({ argument: chosen, ...(folder && { folder }) }).directory;
  return new StoreConnection({
    script: join(extensionPath, 'dist', 'worker.js'),
    directory,
    locate: async () => ({ directory, root: folder, person: await author() }),
  });
}
