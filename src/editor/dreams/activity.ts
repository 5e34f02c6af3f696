import * as vscode from 'vscode';
import type { Clock } from '../../core/clock.ts';
import { Disposables } from '../disposables.ts';

/** When the person last did something in this window. A server left running is not activity; starting one is. */
export class Activity implements vscode.Disposable {
  readonly #clock: Clock;
  readonly #owned = new Disposables();
  readonly #returned = this.#owned.push(new vscode.EventEmitter<void>());
  /** Fires at each sign of the person. */
  readonly onDidAct = this.#returned.event;
  #lastAct: Date;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastAct = clock();
    const act = () => this.#act();
    this.#owned.push(vscode.window.onDidChangeTextEditorSelection(act));
    this.#owned.push(vscode.window.onDidStartTerminalShellExecution(act));
    this.#owned.push(vscode.debug.onDidStartDebugSession(act));
    this.#owned.push(
      vscode.window.onDidChangeWindowState((state) => {
        if (state.active) this.#act();
      }),
    );
  }

  /** How long nobody has done anything; 0 while the window is in use. */
  get idleMilliseconds(): number {
    if (vscode.window.state.active) return 0;
    return this.#clock().getTime() - this.#lastAct.getTime();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #act(): void {
    this.#lastAct = this.#clock();
    this.#returned.fire();
  }
}
