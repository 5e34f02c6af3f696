import type { WorkspacePort } from '../tools/workspace-port.ts';
import type { Danger } from './danger.ts';
import { destructiveParts } from './destructive.ts';
import { programCalls } from './program-calls.ts';
import { isSecretFile } from './secret-files.ts';

/** Devices that hold nothing. */
const HARMLESS = /^\/dev\/(?:null|stdin|stdout|stderr|tty|fd\/\d+)$/u;

/** Why a person must be asked of a command line, whatever their rules; it runs in `folder`. */
export async function commandDangers(
  line: string,
  folder: string,
  locate: WorkspacePort['locate'],
): Promise<readonly Danger[]> {
  const destructive = destructiveParts(line).map((what): Danger => ({ kind: 'destructive', what }));
  const named = programCalls(line).flatMap(({ words }) => words);
  const redirected = [...line.matchAll(/[<>]\s*([^\s<>|&;()]+)/gu)].map(([, target = '']) => target);
  const paths = [...new Set([...named, ...redirected].flatMap(pathsOf))];
  const dangers: Danger[] = [];
  for (const path of paths) {
    if (isSecretFile(path)) dangers.push({ kind: 'secret-file', what: path });
    if (!/^(?:~|\/|[A-Za-z]:[\\/])|(?:^|[\\/])\.\.(?:[\\/]|$)|\$HOME|%USERPROFILE%/u.test(path) || HARMLESS.test(path))
      continue;
    const isAnchored = /^(?:~|\/|[A-Za-z]:)/u.test(path);
    const place = await locate(isAnchored || folder === '.' ? path : `${folder}/${path}`);
    if (!place.isInside || /\$HOME|%USERPROFILE%/u.test(path)) {
      dangers.push({ kind: 'outside-workspace', what: path });
    }
  }
  return [...destructive, ...dangers];
}

/** What may be a path in a word: the word itself, and what stands after `=` or `@`. */
function pathsOf(word: string): readonly string[] {
  if (/^[a-z][a-z+.-]*:\/\//iu.test(word) || /\s/u.test(word)) return [];
  const value = /^--?[\w-]+=(.+)$/u.exec(word)?.[1] ?? /^@(.+)$/u.exec(word)?.[1];
  if (value !== undefined) return [value];
  return word.startsWith('-') ? [] : [word];
}
