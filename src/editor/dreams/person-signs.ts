import * as vscode from 'vscode';
import { AGENT_TERMINAL } from '../agent/agent-terminal.ts';

/** A command that began in a terminal whose shell tells of it. */
export interface StartedCommand {
  /** The terminal's name. */
  readonly terminal: string;
  /** The terminal is one of our agent's. */
  readonly isAgents: boolean;
  /** Names of the tasks that run now; each runs in a terminal of its name. */
  readonly tasks: readonly string[];
}

interface Disposable {
  dispose(): void;
}

/** What an editor tells of the person, as far as it is used. */
export interface PersonSigns {
  /** Whether the window is in use now. */
  isActive(): boolean;
  /** They select or type, begin to debug, or come back to the window. */
  onDidAct(listener: () => void): Disposable;
  onDidStartCommand(listener: (command: StartedCommand) => void): Disposable;
}

/** The signs that this window gives. */
export const windowSigns: PersonSigns = {
  isActive: () => vscode.window.state.active,
  onDidAct: (listener) =>
    vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(() => listener()),
      vscode.debug.onDidStartDebugSession(() => listener()),
      vscode.window.onDidChangeWindowState((state) => {
        if (state.active) listener();
      }),
    ),
  onDidStartCommand: (listener) =>
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) =>
      listener({
        terminal: terminal.name,
        isAgents: terminal.creationOptions.name === AGENT_TERMINAL,
        tasks: vscode.tasks.taskExecutions.map(({ task }) => task.name),
      }),
    ),
};
