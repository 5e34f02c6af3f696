import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import type { GitState } from '../../core/agent/tools/workspace-port.ts';
import type { RootFolder } from './place-in-folders.ts';

const run = promisify(execFile);
const OUTPUT_BYTES = 16 * 1024 * 1024;
const COMMITS = 10;

/** Answers what git prints; null where it can't: no git, no repository, no commit yet. */
type AskGit = (folder: string, ...words: readonly string[]) => Promise<string | null>;

/**
 * How the repositories stand that hold the folders, each told once. Nothing that their configuration names is started,
 * and nothing of them is changed.
 */
export async function readGitStates(
  git: string,
  folders: readonly RootFolder[],
  signal: AbortSignal,
): Promise<readonly GitState[]> {
  const ask: AskGit = async (folder, ...words) => {
    try {
      const given = [
        '-C',
        folder,
        '--no-optional-locks',
        '-c',
        'core.fsmonitor=false',
        '-c',
        'core.quotePath=false',
        ...words,
      ];
      // Begun at home: on Windows a program of that name in the folder would be taken for git.
      const { stdout } = await run(git, given, { cwd: homedir(), signal, maxBuffer: OUTPUT_BYTES });
      return stdout;
    } catch {
      signal.throwIfAborted();
      return null;
    }
  };
  const held = new Map<string, RootFolder[]>();
  for (const folder of folders) {
    const top = await ask(folder.path, 'rev-parse', '--show-toplevel');
    if (top !== null) held.set(top, [...(held.get(top) ?? []), folder]);
  }
  const states = [...held.values()].map((within) => stateOf(ask, within, folders.length > 1));
  return (await Promise.all(states)).flatMap((state) => state ?? []);
}

async function stateOf(ask: AskGit, folders: readonly RootFolder[], isOneOfMany: boolean): Promise<GitState | null> {
  const [first] = folders;
  if (first === undefined) return null;
  const [status, branch, commits, diff] = await Promise.all([
    ask(first.path, 'status', '--short'),
    ask(first.path, 'symbolic-ref', '--short', '--quiet', 'HEAD'),
    ask(first.path, 'log', `-${COMMITS}`, '--format=%h %s'),
    ask(first.path, 'diff', '--no-ext-diff', '--no-textconv', 'HEAD'),
  ]);
  if (status === null) return null;
  return {
    folders: isOneOfMany ? folders.map(({ name }) => name) : [],
    branch: branch === null ? null : branch.trim(),
    changes: lines(status),
    commits: lines(commits ?? ''),
    diff: diff ?? '',
  };
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
