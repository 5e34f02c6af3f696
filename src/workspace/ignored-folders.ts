import { matchesGlob } from './matches-glob.ts';

/** Whether a folder is left alone; its path is relative to the workspace, with forward slashes. */
export type IsIgnored = (folder: string) => boolean;

/** Folders with other people's or made files, whatever a repository ignores. */
const NEVER_ENTERED = new Set(
  'node_modules vendor third_party dist build out target coverage venv __pycache__'.split(' '),
);

/** Leaves alone what is hidden or holds no sources of the repository's own. */
export const IGNORED_BY_NAME: IsIgnored = (folder) => {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return name.startsWith('.') || NEVER_ENTERED.has(name);
};

/**
 * Adds the patterns of the `.gitignore` in `inFolder` (empty for the root) to what is ignored already. Of several that fit
 * the last one counts, so that `!kept` takes a folder in again.
 */
export function withGitignore(known: IsIgnored, text: string, inFolder: string): IsIgnored {
  const patterns = text.split(/\r?\n/u).flatMap((line) => patternOf(line) ?? []);
  if (patterns.length === 0) return known;
  return (folder) => {
    const path = inFolder === '' ? folder : folder.slice(inFolder.length + 1);
    const isInside = inFolder === '' || folder.startsWith(`${inFolder}/`);
    const last = isInside ? patterns.findLast(({ glob }) => matchesGlob(path, glob)) : undefined;
    return last === undefined ? known(folder) : last.ignores || IGNORED_BY_NAME(folder);
  };
}

function patternOf(line: string): { readonly glob: string; readonly ignores: boolean } | null {
  const written = line.replace(/(?<!\\)\s+$/u, '');
  if (written === '' || written.startsWith('#')) return null;
  const ignores = !written.startsWith('!');
  const pattern = written.replace(/^!/u, '').replace(/\/$/u, '');
  const glob = pattern.replace(/^\//u, '').replace(/\/\*\*$/u, '');
  if (glob === '') return null;
  // A slash within ties a pattern to the folder of its file.
  return { glob: pattern.includes('/') ? glob : `**/${glob}`, ignores };
}
