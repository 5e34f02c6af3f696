import { type ChildProcess, spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { AGENT_TERMINAL } from './agent-terminal.ts';
import type { CommandRun, RunEnd } from './command-run.ts';
import { endProcessTree } from './end-process-tree.ts';
import { createTerminalText } from './terminal-text.ts';

const INTERRUPT = '\u0003';

/**
 * Runs a command as a child process in a terminal that shows what it prints: for shells that tell nothing of it. The
 * terminal is handed to whoever closes it.
 */
export async function runInPseudoterminal(
  run: CommandRun,
  onTerminal: (terminal: vscode.Terminal) => void = () => undefined,
): Promise<RunEnd> {
  const written = new vscode.EventEmitter<string>();
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const terminal = vscode.window.createTerminal({
    name: AGENT_TERMINAL,
    iconPath: new vscode.ThemeIcon('dreamwright-moon'),
    pty: {
      onDidWrite: written.event,
      open,
      close: () => stop.abort(),
      handleInput: (data: string) => {
        if (data === INTERRUPT) stop.abort();
      },
    },
  });
  onTerminal(terminal);
  terminal.show(true);
  await opened;
  try {
    written.fire(`> ${run.command}\r\n`);
    const end = await runChild(run, signal, (text) => written.fire(text.replace(/\r?\n/gu, '\r\n')));
    written.fire(`\r\n${end.kind === 'exited' ? `Ended with ${end.exitCode}.` : 'Stopped.'}\r\n`);
    return end;
  } finally {
    written.dispose();
  }
}

function runChild(run: CommandRun, signal: AbortSignal, write: (text: string) => void): Promise<RunEnd> {
  const child = spawn(run.command, {
    cwd: run.folder,
    shell: true,
    // A group of its own, so that all it starts can be ended with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = createTerminalText();
  const onData = (data: string) => {
    write(data);
    const seen = text.add(data);
    if (seen !== '') run.onOutput(seen);
  };
  child.stdout.setEncoding('utf8').on('data', onData);
  child.stderr.setEncoding('utf8').on('data', onData);
  return ended(child, signal);
}

function ended(child: ChildProcess, signal: AbortSignal): Promise<RunEnd> {
  return new Promise((resolve) => {
    const end = () => void endProcessTree(child);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    child.once('error', (error) => resolve({ kind: 'not-started', message: error.message }));
    child.once('close', (exitCode) => {
      signal.removeEventListener('abort', end);
      resolve(signal.aborted ? { kind: 'ended-otherwise' } : { kind: 'exited', exitCode });
    });
  });
}
