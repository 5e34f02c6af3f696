import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SecretStorage } from 'vscode';
import type { GateChoices } from '../../core/dream/constitution/govern.ts';
import { locateBeside } from '../../store/locate-beside.ts';
import { locateStore, userStore } from '../../store/locate-store.ts';
import { findMovedStore } from '../../store/moved-store.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import type { ReadSetting } from '../read-setting.ts';
import { editorKey } from './editor-key.ts';
import { StoreConnection } from './store-connection.ts';

interface StorePlace {
  /** The workspace's folders; without one only a person's own memories are at hand. */
  readonly folders: readonly string[];
  readonly extensionPath: string;
  readonly readSetting: ReadSetting;
  readonly author: () => Promise<string>;
  readonly secrets: SecretStorage;
  readonly boundary: ErrorBoundary;
}

/** Finds the store of this window and those that join it; opening them waits for the first call. */
export function connectStore(place: StorePlace): StoreConnection {
  const { folders, extensionPath, readSetting, author, secrets, boundary } = place;
  const home = process.env['DREAMWRIGHT_HOME'] || homedir();
  const chosen = readSetting('store.path');
  const [folder = null, ...others] = folders;
  const isUsers = folder === null && chosen === '';
  const { directory, owner } = isUsers
    ? { directory: userStore(home), owner: null }
    : locateStore({ argument: chosen, home, ...(folder !== null && { folder }) });
  const beside = isUsers ? [] : locateBeside({ home, directory, folders: chosen === '' ? others : [] });
  const choices = (): GateChoices => ({
    personalData: readSetting('gate.personalData'),
    preset: readSetting('gate.preset'),
    constitution: readSetting('gate.constitution'),
  });
  return new StoreConnection({
    script: join(extensionPath, 'dist', 'worker.js'),
    directory,
    beside,
    findMoved: () => (owner === null ? null : findMovedStore(home, owner, directory)),
    choices,
    locate: async () => ({
      directory,
      root: folder,
      owner,
      scope: isUsers ? 'user' : 'workspace',
      person: await author(),
      heads: { home, editorKey: await editorKey(secrets) },
      beside,
      // Read when it is sent: a worker that is started anew is told what is chosen by then.
      get choices() {
        return choices();
      },
    }),
    boundary,
  });
}
