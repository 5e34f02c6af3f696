import * as vscode from 'vscode';

const KEY = 'dreamwright.isPaused';

/** Whether dreams may start by themselves; Dream Now always works. */
export class Pause implements vscode.Disposable {
  readonly #here: vscode.Memento;
  readonly #everywhere: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(context: Pick<vscode.ExtensionContext, 'workspaceState' | 'globalState'>) {
    this.#here = context.workspaceState;
    this.#everywhere = context.globalState;
    void this.#tellMenus();
  }

  get state(): 'no' | 'here' | 'everywhere' {
    if (this.#everywhere.get<boolean>(KEY) === true) return 'everywhere';
    return this.#here.get<boolean>(KEY) === true ? 'here' : 'no';
  }

  async ask(): Promise<void> {
    const picks = [
      { label: 'In this workspace', memento: this.#here },
      { label: 'Everywhere', memento: this.#everywhere },
    ];
    const picked = await vscode.window.showQuickPick(picks, {
      title: 'Pause dreaming',
      placeHolder: 'Dream Now still works',
    });
    if (picked === undefined) return;
    await picked.memento.update(KEY, true);
    await this.#announce();
  }

  async resume(): Promise<void> {
    await this.#here.update(KEY, undefined);
    await this.#everywhere.update(KEY, undefined);
    await this.#announce();
  }

  async #announce(): Promise<void> {
    await this.#tellMenus();
    this.#changed.fire();
  }

  /** They offer either Pause or Resume. */
  async #tellMenus(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'dreamwright.isPaused', this.state !== 'no');
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
