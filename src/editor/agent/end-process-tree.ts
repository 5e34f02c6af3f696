import { type ChildProcess, spawn } from 'node:child_process';

const GRACE_MILLISECONDS = 2_000;

/** Ends a process and what it started: asked first, then made to. The process leads a group of its own. */
export async function endProcessTree(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  send(pid, 'SIGTERM');
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, GRACE_MILLISECONDS);
    child.once('close', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
  send(pid, 'SIGKILL');
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group is gone already.
  }
}
