import { createHash } from 'node:crypto';
import type { SqlJsStatic } from 'sql.js';
import { errorText } from '../../core/error-text.ts';
import type { Files } from '../files.ts';
import { StoreError } from '../store-error.ts';
import { Database } from './database.ts';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from './migrations.ts';

/**
 * Stands after the database's last page, where SQLite does not look: a mark and the SHA-256 of everything before. sql.js
 * opens a damaged file without a word, and checking every page would take far longer than hashing the file.
 */
const TRAILER_MARK = Buffer.from('dreamwright-snap');
const TRAILER_LENGTH = TRAILER_MARK.length + 32;

const SQLITE_MAGIC = Buffer.from('SQLite format 3\0');
/** Places in SQLite's file header: https://www.sqlite.org/fileformat.html */
const USER_VERSION_OFFSET = 60;
const APPLICATION_ID_OFFSET = 68;
const HEADER_LENGTH = 100;

export type LoadedSnapshot =
  | { readonly kind: 'loaded'; readonly database: Database }
  | { readonly kind: 'missing' }
  | { readonly kind: 'doubted'; readonly reason: string };

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function saveSnapshot(files: Files, path: string, database: Database): void {
  const bytes = database.export();
  files.replace(path, [bytes, TRAILER_MARK, checksum(bytes)]);
}

/** Reads a snapshot back; anything not byte for byte as it was saved is `doubted`. Throws StoreError `newer`. */
export function loadSnapshot(sql: SqlJsStatic, files: Files, path: string): LoadedSnapshot {
  const bytes = files.read(path);
  if (bytes === undefined) return { kind: 'missing' };
  const body = bytes.subarray(0, Math.max(0, bytes.length - TRAILER_LENGTH));
  const mark = bytes.subarray(body.length, body.length + TRAILER_MARK.length);
  const isMarked = mark.equals(TRAILER_MARK);
  if (isMarked && !checksum(body).equals(bytes.subarray(bytes.length - 32))) {
    return { kind: 'doubted', reason: 'its checksum does not fit' };
  }
  refuseNewer(bytes, path);
  if (!isMarked) return { kind: 'doubted', reason: 'Dreamwright did not write it' };
  return openDatabase(sql, body);
}

function openDatabase(sql: SqlJsStatic, body: Uint8Array): LoadedSnapshot {
  try {
    const database = new Database(new sql.Database(body));
    migrate(database);
    return { kind: 'loaded', database };
  } catch (error) {
    return { kind: 'doubted', reason: errorText(error) };
  }
}

function refuseNewer(bytes: Buffer, path: string): void {
  if (bytes.length < HEADER_LENGTH || !bytes.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) return;
  const version = bytes.readUInt32BE(USER_VERSION_OFFSET);
  if (bytes.readUInt32BE(APPLICATION_ID_OFFSET) !== APPLICATION_ID || version <= SCHEMA_VERSION) return;
  throw new StoreError(
    'newer',
    `The store was last used by a newer Dreamwright (schema ${version}, this one knows ${SCHEMA_VERSION}) and was left untouched: update Dreamwright. (${path})`,
  );
}
