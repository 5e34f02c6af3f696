import { programCalls } from '../../shell/program-calls.ts';
import type { WorkspacePort } from '../tools/workspace-port.ts';
import type { Danger } from './danger.ts';
import { destructiveParts } from './destructive.ts';
import { readings } from './readings.ts';
import { isSecretFile } from './secret-files.ts';
import { unclearParts } from './unclear-parts.ts';

/** Devices that hold nothing. */
const HARMLESS = /^\/dev\/(?:null|stdin|stdout|stderr|tty|fd\/\d+)$/u;

/** The home folder by a name that only the shell knows. */
const HOME = /\$HOME\b|\$\{HOME\b|%USERPROFILE%|\$env:USERPROFILE\b/iu;
const ANCHORED = /^(?:~|[\\/]|[A-Za-z]:[\\/])/u;
const CLIMBS = /(?:^|[\\/])\.\.(?:[\\/]|$)/u;

/** Why a person must be asked of a command line, whatever their rules; it runs in `folder`. */
export async function commandDangers(
  line: string,
  folder: string,
  locate: WorkspacePort['locate'],
): Promise<readonly Danger[]> {
  const lines = readings(line);
  const destructive = [...new Set(lines.flatMap(destructiveParts))];
  const dangers: Danger[] = [
    ...destructive.map((what) => ({ kind: 'destructive' as const, what })),
    ...unclearParts(line).map((what) => ({ kind: 'unclear' as const, what })),
  ];
  for (const path of new Set(lines.flatMap(namedPaths))) {
    if (isSecretFile(path)) dangers.push({ kind: 'secret-file', what: path });
    if (await isOutside(path, folder, locate)) dangers.push({ kind: 'outside-workspace', what: path });
  }
  return dangers;
}

async function isOutside(path: string, folder: string, locate: WorkspacePort['locate']): Promise<boolean> {
  if (HARMLESS.test(path)) return false;
  // `~ann` is somebody's home folder, `~+` and `~-` are where the shell has been.
  if (HOME.test(path) || /^~[^\\/]/u.test(path)) return true;
  if (!ANCHORED.test(path) && !CLIMBS.test(path)) return false;
  const place = await locate(ANCHORED.test(path) || folder === '.' ? path : `${folder}/${path}`);
  return !place.isInside;
}

function namedPaths(line: string): readonly string[] {
  // Alone, `cd` goes home.
  const named = programCalls(line).flatMap(({ program, words }) =>
    program === 'cd' && words.length === 0 ? ['~'] : words.flatMap(pathsOf),
  );
  const redirected = [...line.matchAll(/[<>]\s*(?:"([^"]+)"|'([^']+)'|([^\s<>|&;()]+))/gu)];
  return [...named, ...redirected.flatMap(([, double, single, bare]) => double ?? single ?? bare ?? [])];
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
