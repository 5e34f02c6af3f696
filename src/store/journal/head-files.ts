import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { hashText } from '../../core/hash-text.ts';
import { isSignedHead, type SignedHead } from '../../core/journal/signed-head.ts';
import { isJsonObject, parseJson } from '../../core/json.ts';
import type { Files } from '../files.ts';
import { readLines } from '../read-lines.ts';
import { hasErrorCode } from '../store-error.ts';

/** Of journals that stood in the store's place before, so many are remembered. */
const JOURNALS_REMEMBERED = 8;

/** Every head that was signed, in the order of signing; lines that are no head are passed over. */
export function readSignedHeads(files: Files, directory: string): readonly SignedHead[] {
  return [...readLines(files, signedHeadsPath(directory), 0)].flatMap(({ bytes }) => parseHead(bytes.toString('utf8')));
}

/** Appends without waiting for the disk: what is lost in a crash is signed again by the next head. */
export function appendSignedHead(files: Files, directory: string, head: SignedHead): void {
  const path = signedHeadsPath(directory);
  const size = files.endLastLine(path, files.size(path) ?? 0);
  files.append(path, Buffer.from(`${JSON.stringify(head)}\n`), size);
}

function signedHeadsPath(directory: string): string {
  return join(directory, SIGNED_HEADS);
}

/** Beside the journal in the store. */
export const SIGNED_HEADS = 'heads.jsonl';

/** The file outside the store, under the home folder, that holds its last head. */
export function outsideHeadPath(home: string, directory: string): string {
  const real = existsSync(directory) ? realpathSync.native(directory) : resolve(directory);
  const hash = hashText(real).slice(0, 12);
  const name = basename(real) === 'store' ? basename(dirname(dirname(real))) : basename(real);
  const readable = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'store';
  return join(home, '.dreamwright', 'heads', `${readable}-${hash}.json`);
}

/** The last head of each journal that has stood in the store's place, the present one's last. */
export function readOutsideHeads(files: Files, path: string): readonly SignedHead[] {
  const value = parseJson(readIfPresent(files, path)?.toString('utf8') ?? '');
  if (!isJsonObject(value)) return [];
  const { heads } = value;
  return Array.isArray(heads) ? heads.filter(isSignedHead) : [];
}

/** Puts `head` in the place of its journal's last one. */
export function writeOutsideHead(files: Files, path: string, head: SignedHead): void {
  const others = readOutsideHeads(files, path).filter(({ journal }) => journal !== head.journal);
  const heads = [...others, head].slice(-JOURNALS_REMEMBERED);
  files.makeFolder(dirname(path));
  files.replace(path, [Buffer.from(`${JSON.stringify({ heads })}\n`)]);
}

function readIfPresent(files: Files, path: string): Buffer | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (hasErrorCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

function parseHead(line: string): readonly SignedHead[] {
  const value = parseJson(line);
  return isSignedHead(value) ? [value] : [];
}
