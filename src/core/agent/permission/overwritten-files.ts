import { programCalls } from '../../shell/program-calls.ts';
import type { WorkspacePort } from '../tools/workspace-port.ts';

type Workspace = Pick<WorkspacePort, 'listFolder'>;

/** The files, of those that a line writes, that exist: what they hold is gone then. */
export async function overwrittenFiles(
  line: string,
  folder: string,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of new Set(writtenPaths(line))) {
    if (await isFile(path, folder, workspace, signal)) found.push(path);
  }
  return found;
}

function writtenPaths(line: string): readonly string[] {
  const redirected = [...line.matchAll(/(?<![>\d&=-])>\|?\s*(?:"([^"]+)"|'([^']+)'|([^\s<>|&;()]+))/gu)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  return [...redirected, ...programCalls(line).flatMap(({ program, words }) => writtenBy(program, words))].filter(
    (path) => path !== '' && !path.startsWith('/dev/'),
  );
}

function writtenBy(program: string, words: readonly string[]): readonly string[] {
  const paths = words.filter((word) => !word.startsWith('-'));
  const target = paths.at(-1);
  switch (program) {
    case 'tee':
      return words.some((word) => /^(?:-[a-z]*a|--append$)/u.test(word)) ? [] : paths;
    case 'mv':
    case 'cp':
      if (target === undefined || paths.length < 2) return [];
      if (words.some((word) => /^(?:-[a-zA-Z]*n|--no-clobber$)/u.test(word))) return [];
      // Into a folder it goes by its own name.
      return [target, ...paths.slice(0, -1).map((path) => `${target.replace(/\/$/u, '')}/${nameOf(path)}`)];
    default:
      return [];
  }
}

async function isFile(path: string, folder: string, workspace: Workspace, signal: AbortSignal): Promise<boolean> {
  const whole = folder === '.' || path.startsWith('/') ? path : `${folder}/${path}`;
  const parent = whole.includes('/') ? whole.slice(0, whole.lastIndexOf('/')) || '/' : '.';
  const listing = await workspace.listFolder(parent, signal);
  return (
    listing.kind === 'folder' && listing.entries.some(({ name, kind }) => name === nameOf(path) && kind !== 'folder')
  );
}

function nameOf(path: string): string {
  return path.slice(path.replace(/\/$/u, '').lastIndexOf('/') + 1).replace(/\/$/u, '');
}
