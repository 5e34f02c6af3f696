import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SecretStorage } from 'vscode';
import { locateStore, userStore } from '../../store/locate-store.ts';
import type { ReadSetting } from '../read-setting.ts';
import { editorKey } from './editor-key.ts';
import { StoreConnection } from './store-connection.ts';

interface StorePlace {
  /** The workspace folder, or null without one: then only a person's own memories are at hand. */
  readonly folder: string | null;
  readonly extensionPath: string;
  readonly readSetting: ReadSetting;
  readonly author: () => Promise<string>;
  readonly secrets: SecretStorage;
}

/** Finds the store of this window; opening it waits for the first call. */
export function connectStore({ folder, extensionPath, readSetting, author, secrets }: StorePlace): StoreConnection {
  const home = process.env['DREAMWRIGHT_HOME'] || homedir();
  const chosen = readSetting('store.path');
  const directory =
    folder === null && chosen === ''
      ? userStore(home)
      : locateStore({ argument: chosen, home, ...(folder && { folder }) }).directory;
  return new StoreConnection({
    script: join(extensionPath, 'dist', 'worker.js'),
    directory,
    locate: async () => ({
      directory,
      root: folder,
      person: await author(),
      heads: { home, editorKey: await editorKey(secrets) },
    }),
  });
}
