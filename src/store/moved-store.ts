import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject } from '../core/json.ts';
import { nodeFileOperations } from './file-operations.ts';
import { Files } from './files.ts';
import { storesUnderHome } from './locate-store.ts';

/** Whose store under the home folder it is, kept in it so that it is found again when the repository was moved. */
interface StoreOwner {
  /** Where the repository stood. */
  readonly root: string;
  /** Device and number of its folder, which a move on the same disk keeps. */
  readonly folder: string;
  /** Hash of git's configuration of remotes; null without any. */
  readonly remotes: string | null;
}

/** A store whose repository is no longer where it was, and seems to be the one asked about. */
export interface MovedStore {
  readonly directory: string;
  /** Where the repository stood. */
  readonly root: string;
}

const OWNER_FILE = 'owner.json';

/** Writes down whose store it is. A store that can't be written to goes without. */
export function noteOwner(directory: string, root: string): void {
  const owner = ownerOf(root);
  const path = join(directory, OWNER_FILE);
  if (owner === null || JSON.stringify(readOwner(directory)) === JSON.stringify(owner)) return;
  try {
    new Files(nodeFileOperations).replace(path, [Buffer.from(`${JSON.stringify(owner)}\n`)]);
  } catch {
    return;
  }
}

/** The old store of a repository that has none at its present place. Reads, changes nothing. */
export function findMovedStore(home: string, root: string, directory: string): MovedStore | null {
  if (holdsAnything(directory)) return null;
  const asked = ownerOf(root);
  const stores = storesUnderHome(home);
  if (asked === null || !existsSync(stores)) return null;
  const lost = readdirSync(stores).flatMap((name) => {
    const owner = readOwner(join(stores, name));
    return owner === null || existsSync(owner.root) ? [] : [{ directory: join(stores, name), owner }];
  });
  const found =
    lost.find(({ owner }) => owner.folder === asked.folder) ??
    lost.find(({ owner }) => owner.remotes !== null && owner.remotes === asked.remotes);
  return found === undefined ? null : { directory: found.directory, root: found.owner.root };
}

/** For a terminal: what was found, and the command that takes it over. */
export function movedStoreHint({ root, directory }: MovedStore, place: string): string {
  return `this repository seems to have stood at ${root}. To go on with its memories: rm -rf "${place}" && mv "${directory}" "${place}"`;
}

/** Puts a repository's old store at its present place. Throws when something was kept there in the meantime. */
export function takeMovedStore(moved: MovedStore, directory: string): void {
  if (holdsAnything(directory)) {
    throw new Error(
      `${directory} holds sessions or memories by now. Restore the old store from ${moved.directory} instead.`,
    );
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(dirname(directory), { recursive: true });
  renameSync(moved.directory, directory);
}

function holdsAnything(directory: string): boolean {
  const journal = join(directory, 'journal.jsonl');
  return (existsSync(journal) && statSync(journal).size > 0) || listed(join(directory, 'sessions')).length > 0;
}

function listed(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function ownerOf(root: string): StoreOwner | null {
  try {
    const { dev, ino } = statSync(root, { bigint: true });
    return { root, folder: `${dev}:${ino}`, remotes: remotesOf(root) };
  } catch {
    return null;
  }
}

/** A hash, so that no address is kept, nor a password that may stand in one. */
function remotesOf(root: string): string | null {
  const path = join(root, '.git', 'config');
  if (!existsSync(path)) return null;
  const addresses = readFileSync(path, 'utf8').match(/^\s*url\s*=.*$/gmu);
  if (addresses === null) return null;
  return createHash('sha256')
    .update(addresses.map((line) => line.trim()).join('\n'))
    .digest('hex');
}

function readOwner(directory: string): StoreOwner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, OWNER_FILE), 'utf8'));
    if (!isJsonObject(value)) return null;
    const { root, folder, remotes } = value;
    if (typeof root !== 'string' || typeof folder !== 'string') return null;
    return { root, folder, remotes: typeof remotes === 'string' ? remotes : null };
  } catch {
    return null;
  }
}
