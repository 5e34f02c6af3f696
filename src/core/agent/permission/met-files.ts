import { fitsPattern } from '../../fits-pattern.ts';
import type { ProgramCall } from '../../shell/program-calls.ts';
import type { WorkspacePort } from '../tools/workspace-port.ts';

type Workspace = Pick<WorkspacePort, 'listFolder'>;

/** Programs that read or send everything below a folder, and the flags that make them. */
const RECURSIVE: Readonly<Record<string, RegExp | null>> = {
  grep: /^(?:-[a-z]*[rR]|--(?:dereference-)?recursive$)/u,
  egrep: /^(?:-[a-z]*[rR]|--(?:dereference-)?recursive$)/u,
  fgrep: /^(?:-[a-z]*[rR]|--(?:dereference-)?recursive$)/u,
  // These leave hidden and ignored files out unless they are told not to.
  rg: /^(?:-[a-z]*[u.]|--hidden$|--no-ignore|--unrestricted$)/u,
  ag: /^(?:-[a-z]*[ua]|--hidden$|--unrestricted$|--all-types$)/u,
  cp: /^(?:-[a-zA-Z]*[rRa]|--recursive$|--archive$)/u,
  scp: /^-[a-zA-Z]*r/u,
  rsync: null,
  tar: /^(?:-?[a-zA-Z]*c|--create$)/u,
  zip: /^(?:-[a-zA-Z]*r|--recurse-paths$)/u,
  '7z': /^a$/u,
};
const GLOB = /[*?[]/u;
const PASSED_OVER = new Set(['.git', 'node_modules', 'dist', 'target', 'vendor', '.venv']);
/** Folders looked into, and how deep: enough for the files that hold secrets, which lie near the top. */
const MOST_FOLDERS = 60;
const DEEPEST = 3;

/** Whether a program reads whatever lies below the folders that it is given. */
export function isRecursive({ program, words }: ProgramCall): boolean {
  const flags = Object.hasOwn(RECURSIVE, program) ? RECURSIVE[program] : undefined;
  if (flags === undefined) return false;
  return flags === null || words.some((word) => flags.test(word));
}

/** The entries that a shell puts in the place of a word with `*`, `?` or `[…]`; the word itself where it has none. */
export async function expandGlob(path: string, workspace: Workspace, signal: AbortSignal): Promise<readonly string[]> {
  if (!GLOB.test(path)) return [path];
  let found: readonly string[] = [path.startsWith('/') ? '/' : '.'];
  for (const segment of path.split('/').filter((part) => part !== '' && part !== '.')) {
    const next: string[] = [];
    for (const folder of found.slice(0, MOST_FOLDERS)) {
      if (!GLOB.test(segment)) next.push(under(folder, segment));
      else
        for (const name of await namesIn(folder, workspace, signal))
          if (matches(segment, name)) next.push(under(folder, name));
    }
    found = next;
  }
  return found;
}

/** What lies below a folder, as far as a look goes; nothing where it is a file or missing. */
export async function filesBelow(
  folder: string,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files: string[] = [];
  let level = [folder];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level.slice(0, MOST_FOLDERS)) {
      const listing = await workspace.listFolder(one, signal);
      if (listing.kind !== 'folder') continue;
      for (const { name, kind } of listing.entries) {
        if (kind !== 'folder') files.push(under(one, name));
        else if (!PASSED_OVER.has(name)) next.push(under(one, name));
      }
    }
    level = next;
  }
  return files;
}

async function namesIn(folder: string, workspace: Workspace, signal: AbortSignal): Promise<readonly string[]> {
  const listing = await workspace.listFolder(folder, signal);
  return listing.kind === 'folder' ? listing.entries.map(({ name }) => name) : [];
}

/** As a shell does: a name that begins with a dot is met only by a pattern that does. What `[…]` takes is not told apart. */
function matches(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  const signs = Array.from(pattern.replace(/\[[^\]]*\]/gu, '?').toLowerCase());
  return fitsPattern(Array.from(name.toLowerCase()), signs, '*', (item, sign) => sign === '?' || sign === item);
}

function under(folder: string, name: string): string {
  return folder === '.' ? name : `${folder.replace(/\/$/u, '')}/${name}`;
}
