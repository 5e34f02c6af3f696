import { programCalls } from '../../shell/program-calls.ts';
import type { WorkspacePort } from '../tools/workspace-port.ts';
import type { Danger } from './danger.ts';
import { destructiveParts } from './destructive.ts';
import { expandGlob, filesBelow, isRecursive } from './met-files.ts';
import { overwrittenFiles } from './overwritten-files.ts';
import { readings } from './readings.ts';
import { isSecretFile } from './secret-files.ts';
import { unclearParts } from './unclear-parts.ts';

/** Devices that hold nothing. */
const HARMLESS = /^\/dev\/(?:null|stdin|stdout|stderr|tty|fd\/\d+)$/u;

/** The home folder by a name that only the shell knows. */
const HOME = /\$HOME\b|\$\{HOME\b|%USERPROFILE%|\$env:USERPROFILE\b/iu;
const ANCHORED = /^(?:~|[\\/]|[A-Za-z]:[\\/])/u;
/** Longer than this nobody waits to be asked. */
const LOOK_MILLISECONDS = 2_000;
/** Entries of a pattern that are looked at, and told of. */
const MOST_MET = 200;
const MOST_TOLD = 3;

/** What a look at the workspace takes. */
type Workspace = Pick<WorkspacePort, 'locate' | 'listFolder'>;

/** Why a person must be asked of a command line, whatever their rules; it runs in `folder`. */
export async function commandDangers(line: string, folder: string, workspace: Workspace): Promise<readonly Danger[]> {
  const lines = readings(line);
  const signal = AbortSignal.timeout(LOOK_MILLISECONDS);
  const destructive = [...new Set(lines.flatMap(destructiveParts))];
  const dangers: Danger[] = [
    ...destructive.map((what) => ({ kind: 'destructive' as const, what })),
    ...unclearParts(line).map((what) => ({ kind: 'unclear' as const, what })),
  ];
  for (const named of new Set(lines.flatMap(namedPaths))) {
    const before = dangers.length;
    if (isSecretFile(named)) dangers.push({ kind: 'secret-file', what: named });
    if (await isOutside(named, folder, workspace)) dangers.push({ kind: 'outside-workspace', what: named });
    if (dangers.length === before) dangers.push(...(await dangersOfGlob(named, folder, workspace, signal)));
  }
  for (const read of new Set(lines.flatMap(readFolders))) {
    const secret = (await filesBelow(placed(read, folder), workspace, signal)).find(isSecretFile);
    if (secret !== undefined) dangers.push({ kind: 'secret-file', what: secret });
  }
  const lost = await overwrittenFiles(line, folder, workspace, signal);
  return [...dangers, ...lost.map((path) => ({ kind: 'destructive' as const, what: `writes over ${path}` }))];
}

async function dangersOfGlob(
  path: string,
  folder: string,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<readonly Danger[]> {
  const met = await expandGlob(placed(path, folder), workspace, signal);
  if (met.length === 1 && met[0] === path) return [];
  const dangers: Danger[] = [];
  for (const one of met.slice(0, MOST_MET)) {
    if (isSecretFile(one)) dangers.push({ kind: 'secret-file', what: one });
    else if (!(await workspace.locate(one)).isInside) dangers.push({ kind: 'outside-workspace', what: one });
  }
  return dangers.slice(0, MOST_TOLD);
}

/** Also a path with nothing to show for it may lead outside: by a link. */
async function isOutside(path: string, folder: string, { locate }: Workspace): Promise<boolean> {
  if (HARMLESS.test(path)) return false;
  // `~ann` is somebody's home folder, `~+` and `~-` are where the shell has been.
  if (HOME.test(path) || /^~[^\\/]/u.test(path)) return true;
  return !(await locate(placed(path, folder))).isInside;
}

function placed(path: string, folder: string): string {
  return ANCHORED.test(path) || folder === '.' ? path : `${folder}/${path}`;
}

/** The folders that a line reads with everything in them. */
function readFolders(line: string): readonly string[] {
  return programCalls(line)
    .filter(isRecursive)
    .flatMap(({ words }) => {
      const paths = words.flatMap(pathsOf);
      return paths.length > 0 ? [...paths, ...(paths.length === 1 ? ['.'] : [])] : ['.'];
    });
}

function namedPaths(line: string): readonly string[] {
  // Alone, `cd` goes home.
  const named = programCalls(line).flatMap(({ program, words }) =>
    program === 'cd' && words.length === 0
      ? ['~']
      : words.flatMap((word) => [...pathsOf(word), ...inRevision(program, word)]),
  );
  const redirected = [...line.matchAll(/[<>]\s*(?:"([^"]+)"|'([^']+)'|([^\s<>|&;()]+))/gu)];
  return [...named, ...redirected.flatMap(([, double, single, bare]) => double ?? single ?? bare ?? [])];
}

/** The file of `HEAD:.env`, as git shows it from its history. */
function inRevision(program: string, word: string): readonly string[] {
  const file = program === 'git' ? /^[^:\s]*:(.+)$/u.exec(word)?.[1] : undefined;
  return file === undefined || file.startsWith('/') ? [] : [file];
}

/** What may be a path in a word: the word itself, and what stands after `=` or `@`. */
function pathsOf(word: string): readonly string[] {
  // An address, or the text of a program rather than a name.
  if (/^[a-z][a-z+.-]*:\/\//iu.test(word)) return [];
  if (/\n|\s.*[{}]|[{}].*\s/u.test(word.replace(/\$\{\w+\}/gu, ''))) return [];
  const value = /^--?[\w-]+=(.+)$/u.exec(word)?.[1] ?? /^@(.+)$/u.exec(word)?.[1];
  if (value !== undefined) return [value];
  return word.startsWith('-') ? [] : [word];
}
