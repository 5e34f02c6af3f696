import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { DreamRunner } from '../dreams/dream-runner.ts';
import type { Pause } from '../dreams/pause.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { statusText } from './status-text.ts';

interface StatusParts {
  readonly mirror: StoreMirror;
  readonly runner: DreamRunner;
  readonly pause: Pause;
}

/** The moon in the status bar. */
export class StatusBar implements vscode.Disposable {
  readonly #parts: StatusParts;
  readonly #owned = new Disposables();
  readonly #item: vscode.StatusBarItem;
  #notDueBecause: string | null = null;
  #problem: string | null = null;

  constructor(parts: StatusParts) {
    this.#parts = parts;
    this.#item = this.#owned.push(
      vscode.window.createStatusBarItem('dreamwright.status', vscode.StatusBarAlignment.Left, 0),
    );
    this.#item.name = 'Dreamwright';
    for (const { onDidChange } of [parts.mirror, parts.runner, parts.pause]) {
      this.#owned.push(onDidChange(() => this.#show()));
    }
    this.#show();
    this.#item.show();
  }

  /** Why no dream starts by itself now. */
  setNotDueBecause(reason: string | null): void {
    this.#notDueBecause = reason;
    this.#show();
  }

  setProblem(problem: string | null): void {
    this.#problem = problem;
    this.#show();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #show(): void {
    const { mirror, runner, pause } = this.#parts;
    const { items, dreams, spentToday } = mirror.state;
    const view = statusText({
      dreaming: runner.running,
      waiting: items.filter((item) => item.state === 'waiting').length,
      paused: pause.state,
      lastDream: dreams.find((dream) => dream.status === 'completed')?.started ?? null,
      notDueBecause: this.#notDueBecause,
      spentToday,
      problem: this.#problem,
    });
    this.#item.text = view.text;
    this.#item.tooltip = new vscode.MarkdownString(view.tooltip);
    this.#item.command = view.command;
    this.#item.accessibilityInformation = { label: view.label, role: 'button' };
    this.#item.backgroundColor = view.isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}
