import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { hashText } from '../core/hash-text.ts';

/** What a store's place depends on; what is left out is this process's own. */
export interface StoreQuestion {
  /** The `--store` argument. */
  readonly argument?: string | undefined;
  /** The workspace folder; the working directory for the command line. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
}

export interface LocatedStore {
  readonly directory: string;
  /** The folder whose memory it is; null when it was named by hand: then it belongs to no workspace. */
  readonly root: string | null;
  /** The same where the store lies under the home folder, whence a move of the root leaves it behind; else null. */
  readonly owner: string | null;
}

/**
 * Where the store of a folder is: the argument, `$DREAMWRIGHT_STORE`, `.dreamwright/store` here or in a parent up to the
 * repository's root, else a place under the home folder that is named after the root. Reads, makes nothing.
 */
export function locateStore(question: StoreQuestion): LocatedStore {
  const environment = question.environment ?? process.env;
  const named = question.argument || environment['DREAMWRIGHT_STORE'];
  const folder = resolve(question.folder ?? process.cwd());
  if (named) return { directory: resolve(folder, named), root: null, owner: null };
  const repository = repositoryRoot(folder);
  const inside = storeInside(folder, repository);
  if (inside !== undefined) return { directory: inside, root: dirname(dirname(inside)), owner: null };
  return { directory: storeUnderHome(question.home ?? homedir(), repository), root: repository, owner: repository };
}

/** Where memories of scope `user` live. */
export function userStore(home = homedir()): string {
  return join(home, '.dreamwright', 'user');
}

/** Where the stores of repositories live that hold none themselves. */
export function storesUnderHome(home: string): string {
  return join(home, '.dreamwright', 'stores');
}

/** The folder that holds `.git`, or the folder itself outside any repository. */
function repositoryRoot(folder: string): string {
  return ancestors(folder).find((place) => existsSync(join(place, '.git'))) ?? folder;
}

function storeInside(folder: string, root: string): string | undefined {
  const places = ancestors(folder);
  return places
    .slice(0, places.indexOf(root) + 1)
    .map((place) => join(place, '.dreamwright', 'store'))
    .find((place) => existsSync(place));
}

function storeUnderHome(home: string, root: string): string {
  const real = existsSync(root) ? realpathSync.native(root) : root;
  const hash = hashText(real).slice(0, 12);
  const name = basename(real).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'root';
  return join(storesUnderHome(home), `${name}-${hash}`);
}

/** The folder and its parents, nearest first. */
function ancestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
