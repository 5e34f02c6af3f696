import type { Clock } from '../../core/clock.ts';
import { readSigningKey } from '../../core/journal/signing-key.ts';
import type { Store } from '../../core/store.ts';
import { KeptHeads } from './kept-heads.ts';
import { keyFromFile } from './key-from-file.ts';

/** Where heads of a journal are kept outside its store, and what signs them. */
export interface HeadOptions {
  /** The person's home folder, under which `.dreamwright` lies. */
  readonly home: string;
  /** PKCS #8 PEM of the editor's key; null for the command line, whose key is a file under `home`. */
  readonly editorKey: string | null;
  readonly onNotice?: (notice: string) => void;
}

/** The heads of a store's journal; without options none is signed and none kept outside. */
export function openHeads(store: Store, clock: Clock, options: HeadOptions | undefined): KeptHeads {
  if (options === undefined) return new KeptHeads({ store, clock, home: null, readKey: null });
  const { home, editorKey, onNotice } = options;
  return new KeptHeads({
    store,
    clock,
    home,
    readKey: (files) => (editorKey === null ? keyFromFile(files, home) : readSigningKey(editorKey, 'editor')),
    onNotice,
  });
}
