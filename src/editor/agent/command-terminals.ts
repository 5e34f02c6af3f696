import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import { AGENT_TERMINAL } from './agent-terminal.ts';
import type { CommandRun, RunEnd } from './command-run.ts';
import { runInPseudoterminal } from './run-in-pseudoterminal.ts';
import { runInShell } from './run-in-shell.ts';

/** A shell with much to load needs a moment before it tells of itself. */
const SHELL_MILLISECONDS = 5_000;

/**
 * A shell that ends with an error this soon after its terminal was made is taken by VS Code for one that could not start,
 * and begun anew without telling: `exit 1` would have no end. VS Code's own threshold is 500 ms.
 */
const LAUNCH_MILLISECONDS = 700;

interface Held {
  readonly terminal: vscode.Terminal;
  readonly madeAt: number;
  readonly folder: string;
  isBusy: boolean;
}

/** The terminals in which commands run before the person's eyes; one that is free is used again. */
export class CommandTerminals implements vscode.Disposable {
  readonly #owned = new Disposables();
  #held: readonly Held[] = [];
  readonly #ended: vscode.Terminal[] = [];
  /** False once a shell has not told of itself in time: the next command does not wait for it again. */
  #isShellTelling = true;

  constructor() {
    this.#owned.push(
      vscode.window.onDidCloseTerminal((closed) => {
        this.#held = this.#held.filter(({ terminal }) => terminal !== closed);
      }),
    );
  }

  async run(run: CommandRun): Promise<RunEnd> {
    if (!this.#isShellTelling) return await this.#runBeside(run);
    const held = this.#freeTerminal(run.folder);
    held.isBusy = true;
    try {
      held.terminal.show(true);
      const shell = await shellOf(held.terminal);
      await pause(Math.max(0, LAUNCH_MILLISECONDS - (performance.now() - held.madeAt)));
      if (run.signal.aborted) return { kind: 'ended-otherwise' };
      if (shell !== null) return await runInShell(held.terminal, shell, run);
    } finally {
      held.isBusy = false;
    }
    this.#isShellTelling = false;
    held.terminal.dispose();
    return await this.#runBeside(run);
  }

  /** Such a terminal serves one command; what it shows stays until the next one begins. */
  async #runBeside(run: CommandRun): Promise<RunEnd> {
    for (const ended of this.#ended.splice(0)) ended.dispose();
    const shown: vscode.Terminal[] = [];
    try {
      return await runInPseudoterminal(run, (terminal) => shown.push(terminal));
    } finally {
      this.#ended.push(...shown);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #freeTerminal(folder: string): Held {
    const free = this.#held.find(
      (held) => !held.isBusy && held.folder === folder && held.terminal.exitStatus === undefined,
    );
    if (free !== undefined) return free;
    const terminal = vscode.window.createTerminal({
      name: AGENT_TERMINAL,
      iconPath: new vscode.ThemeIcon('dreamwright-moon'),
      cwd: folder,
      // A pager would wait for keys that nobody presses.
      env: { PAGER: 'cat', GIT_PAGER: 'cat' },
    });
    const held: Held = { terminal, madeAt: performance.now(), folder, isBusy: false };
    this.#held = [...this.#held, held];
    return held;
  }
}

/** Null when the shell has not told of itself in time. */
function shellOf(terminal: vscode.Terminal): Promise<vscode.TerminalShellIntegration | null> {
  if (terminal.shellIntegration !== undefined) return Promise.resolve(terminal.shellIntegration);
  return new Promise((resolve) => {
    const end = (shell: vscode.TerminalShellIntegration | null) => {
      clearTimeout(timer);
      listener.dispose();
      resolve(shell);
    };
    const timer = setTimeout(() => end(terminal.shellIntegration ?? null), SHELL_MILLISECONDS);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) end(change.shellIntegration);
    });
  });
}
