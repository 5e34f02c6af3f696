import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { NESTED_RULE_FILES, RULE_FOLDERS } from '../core/dream/rule-files.ts';
import { IGNORED_BY_NAME, type IsIgnored, withGitignore } from './ignored-folders.ts';
import { isWithin, readWithin } from './read-within.ts';

/** A repository with more rules than this is read in part. */
const MOST_RULE_FILES = 200;
const MOST_FOLDERS = 3_000;
const DEEPEST = 6;

/**
 * Names of the rule files of a workspace beside those at its root: one file a rule in the folders that agents know, and
 * `CLAUDE.md` and its like in any folder that is not ignored. The nearer the root, the earlier they come.
 */
export async function findRuleFiles(root: string): Promise<readonly string[]> {
  const realRoot = await realpath(root).catch(() => null);
  if (realRoot === null) return [];
  const found: string[] = [];
  for (const { folder, ending } of RULE_FOLDERS) {
    const names = (await namesBelow(realRoot, folder)).filter((name) => ending.test(name));
    found.push(...names.toSorted().slice(0, MOST_RULE_FILES));
  }
  return [...found, ...(await nestedFiles(realRoot))].slice(0, MOST_RULE_FILES);
}

/** A link that leads elsewhere is not followed: a repository's own could lead over the whole disk. */
async function namesBelow(realRoot: string, folder: string): Promise<readonly string[]> {
  const real = await realpath(join(realRoot, folder)).catch(() => null);
  if (real === null || !isWithin(realRoot, real)) return [];
  const names = await readdir(real, { recursive: true }).catch(() => []);
  return names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

async function nestedFiles(realRoot: string): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly { readonly folder: string; readonly isIgnored: IsIgnored }[] = [
    { folder: '', isIgnored: IGNORED_BY_NAME },
  ];
  let seen = 0;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    const next: { readonly folder: string; readonly isIgnored: IsIgnored }[] = [];
    for (const { folder, isIgnored } of level) {
      if (seen >= MOST_FOLDERS) return found;
      seen += 1;
      const entries = await readdir(join(realRoot, folder), { withFileTypes: true }).catch(() => []);
      const ignores = entries.some(({ name }) => name === '.gitignore')
        ? withGitignore(isIgnored, (await readWithin(realRoot, below(folder, '.gitignore')))?.text ?? '', folder)
        : isIgnored;
      for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = below(folder, entry.name);
        // A link to a folder is none itself, so that no walk leaves the workspace or comes round again.
        if (entry.isDirectory() && !ignores(path)) next.push({ folder: path, isIgnored: ignores });
        else if (folder !== '' && NESTED_RULE_FILES.includes(entry.name)) found.push(path);
      }
    }
    level = next;
  }
  return found;
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
