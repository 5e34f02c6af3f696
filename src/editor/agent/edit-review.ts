import * as vscode from 'vscode';
import type { FileEdit } from '../../core/agent/tools/workspace-port.ts';
import { Disposables } from '../disposables.ts';
import { PROPOSED_SCHEME, ProposedFiles } from './proposed-files.ts';

export type DiffAnswer = 'once' | 'all' | 'deny';

interface Shown {
  readonly edit: FileEdit;
  /** The file itself, at the left of the diff. */
  readonly file: vscode.Uri;
  readonly proposed: vscode.Uri;
  readonly answer: (answer: DiffAnswer) => void;
}

/** Edits that wait for the person, each in VS Code's own diff, where its right side can still be changed. */
export class EditReview implements vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #files = this.#owned.push(new ProposedFiles());
  readonly #shown = new Map<string, Shown>();
  /** What was accepted, by the text that was proposed, until it is written. */
  readonly #accepted = new Map<string, string>();

  /** A window that was closed while an edit waited shows its diff again, of which nothing is known any more. */
  async closeLeftOver(): Promise<void> {
    await closeTabs(({ scheme }) => scheme === PROPOSED_SCHEME);
  }

  /** Makes the diff of an edit and opens it beside the chat, which keeps the focus. */
  async show(call: string, edit: FileEdit, file: vscode.Uri, answer: (answer: DiffAnswer) => void): Promise<void> {
    const proposed = this.#files.add(call, edit.path, edit.after);
    this.#shown.set(call, { edit, file, proposed, answer });
    await this.open(call, { preserveFocus: true });
  }

  async open(call: string, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
    const shown = this.#shown.get(call);
    if (shown === undefined) return;
    const { edit, file, proposed } = shown;
    const now = edit.before === null ? this.#files.add(emptyName(call), edit.path, '') : file;
    const name = edit.path.slice(edit.path.lastIndexOf('/') + 1);
    const title = edit.before === null ? `${name}: new file` : `${name}: now ↔ proposed`;
    await vscode.commands.executeCommand('vscode.diff', now, proposed, title, { preview: true, ...options });
  }

  /** Answers the edit whose diff this is, or whose diff is in front. */
  answer(target: vscode.Uri | undefined, answer: DiffAnswer): void {
    const uri = target ?? activeModified();
    for (const shown of this.#shown.values()) {
      if (shown.proposed.toString() === uri?.toString()) shown.answer(answer);
    }
  }

  /** The edit is decided: its diff goes. What stood at the right of an accepted one is kept until it is written. */
  async close(call: string, { isAccepted }: { readonly isAccepted: boolean }): Promise<void> {
    const shown = this.#shown.get(call);
    if (shown === undefined) return;
    this.#shown.delete(call);
    // Saved in either case, so that its editor closes without a question.
    const text = await this.#files.save(shown.proposed);
    if (isAccepted) this.#accepted.set(acceptedKey(shown.edit), text);
    await closeTabs((proposed) => proposed.toString() === shown.proposed.toString());
    this.#files.remove(shown.proposed);
    if (shown.edit.before === null) this.#files.remove(this.#files.add(emptyName(call), shown.edit.path, ''));
  }

  /** The text to write: what the person left at the right, or what was proposed. */
  takeAccepted(edit: FileEdit): string {
    const key = acceptedKey(edit);
    const text = this.#accepted.get(key) ?? edit.after;
    this.#accepted.delete(key);
    return text;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** What stands at the left of a new file. */
function emptyName(call: string): string {
  return `${call}-empty`;
}

function acceptedKey({ path, after }: FileEdit): string {
  return `${path}\n${after}`;
}

function activeModified(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

async function closeTabs(isDecided: (proposed: vscode.Uri) => boolean): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && isDecided(input.modified));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
