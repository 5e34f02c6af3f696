import { dirname, join } from 'node:path';
import { makeSigningKey, readSigningKey, type SigningKey } from '../../core/journal/signing-key.ts';
import type { Files } from '../files.ts';
import { StoreError } from '../store-error.ts';

/** The command line's signing key: a file only its user may read, made when it is missing. Throws when it can't be. */
export function keyFromFile(files: Files, home: string): SigningKey {
  const path = join(home, '.dreamwright', 'keys', 'command-line.pem');
  if (files.size(path) === undefined) {
    files.makeFolder(dirname(path));
    files.createNew(path, Buffer.from(makeSigningKey()));
  }
  try {
    return readSigningKey(files.read(path)?.toString('utf8') ?? '', 'command-line');
  } catch (error) {
    const message = `The signing key ${path} can't be read; delete it to have a new one made.`;
    throw new StoreError('io', message, { cause: error });
  }
}
