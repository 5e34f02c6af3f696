import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import type { GitState } from '../../core/agent/tools/workspace-port.ts';

const run = promisify(execFile);
const OUTPUT_BYTES = 16 * 1024 * 1024;
const COMMITS = 10;

/** How a repository stands. Nothing that its configuration names is started, and nothing of it is changed. */
export async function readGitState(git: string, folder: string, signal: AbortSignal): Promise<GitState> {
  const ask = async (...words: readonly string[]): Promise<string | null> => {
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
      // No git, no repository, no commit yet.
      return null;
    }
  };
  const status = await ask('status', '--short');
  if (status === null) return { kind: 'none' };
  const [branch, commits, diff] = await Promise.all([
    ask('symbolic-ref', '--short', '--quiet', 'HEAD'),
    ask('log', `-${COMMITS}`, '--format=%h %s'),
    ask('diff', '--no-ext-diff', '--no-textconv', 'HEAD'),
  ]);
  return {
    kind: 'repository',
    branch: branch === null ? null : branch.trim(),
    changes: lines(status),
    commits: lines(commits ?? ''),
    diff: diff ?? '',
  };
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
