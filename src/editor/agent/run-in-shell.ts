import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CommandRun, RunEnd } from './command-run.ts';
import { createTerminalText } from './terminal-text.ts';

const INTERRUPT = '\u0003';
/** How long a command may take to end after an interrupt, before its shell is ended with it. */
const GRACE_MILLISECONDS = 2_000;

/** Runs a command in a terminal whose shell tells what a command prints and how it ends. */
export async function runInShell(
  terminal: vscode.Terminal,
  shell: vscode.TerminalShellIntegration,
  run: CommandRun,
): Promise<RunEnd> {
  const { signal, onOutput } = run;
  const listeners: vscode.Disposable[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const interrupt = () => {
    terminal.sendText(INTERRUPT, false);
    timer = setTimeout(() => terminal.dispose(), GRACE_MILLISECONDS);
  };
  try {
    const execution = shell.executeCommand(run.command);
    const ended = new Promise<RunEnd>((resolve) => {
      listeners.push(
        vscode.window.onDidEndTerminalShellExecution((end) => {
          if (end.execution === execution) resolve({ kind: 'exited', exitCode: end.exitCode ?? null });
        }),
        vscode.window.onDidCloseTerminal((closed) => {
          if (closed === terminal) resolve(shellEnd(closed));
        }),
      );
    });
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
    const reading = readOutput(execution, onOutput);
    const end = await ended;
    // The last of the output may come after the news of the end; a stream that stays open is left.
    if (end.kind === 'exited') await Promise.race([reading, pause(GRACE_MILLISECONDS)]);
    return signal.aborted ? { kind: 'ended-otherwise' } : end;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    for (const listener of listeners) listener.dispose();
  }
}

/** A command such as `exit 1` ends its shell with it; a terminal that a person closed says nothing of the command. */
function shellEnd({ exitStatus }: vscode.Terminal): RunEnd {
  return exitStatus?.reason === vscode.TerminalExitReason.Process
    ? { kind: 'exited', exitCode: exitStatus.code ?? null }
    : { kind: 'ended-otherwise' };
}

async function readOutput(execution: vscode.TerminalShellExecution, onOutput: (text: string) => void): Promise<void> {
  const text = createTerminalText();
  for await (const data of execution.read()) {
    const seen = text.add(data);
    if (seen !== '') onOutput(seen);
  }
}
