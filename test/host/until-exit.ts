import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const undo = new Set<() => void>();

/** A folder of this process, removed when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dreamwright-host-'));
  undo.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Ends a child (started `detached`, so that it leads a group) with all its children when this process ends. */
export function killAtExit(child: ChildProcess): () => void {
  const kill = () => {
    undo.delete(kill);
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    } else {
      process.kill(-child.pid, 'SIGKILL');
    }
  };
  undo.add(kill);
  return kill;
}

function cleanUp(): void {
  // Last made, first undone: a process goes before the folder it writes to.
  for (const step of [...undo].reverse()) {
    undo.delete(step);
    try {
      step();
    } catch {
      // What can't be cleaned must not keep the rest from it.
    }
  }
}

process.on('exit', cleanUp);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(signal, () => {
    // At once, since a test runner may not let its worker exit.
    cleanUp();
    process.exit(code);
  });
}
