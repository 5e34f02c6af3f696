import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';

/** Scheme of the documents that hold files as an edit would leave them. */
export const PROPOSED_SCHEME = 'dreamwright-edit';

interface ProposedFile {
  readonly bytes: Uint8Array;
  readonly changedAt: number;
}

/** Files that are in memory only, at the right of the diffs of edits. */
export class ProposedFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;
  readonly #files = new Map<string, ProposedFile>();

  constructor() {
    this.#owned.push(vscode.workspace.registerFileSystemProvider(PROPOSED_SCHEME, this, { isCaseSensitive: true }));
  }

  add(call: string, path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({
      scheme: PROPOSED_SCHEME,
      path: `/${encodeURIComponent(call)}/${path.replace(/^\/+/u, '')}`,
    });
    this.#files.set(uri.path, { bytes: Buffer.from(text), changedAt: Date.now() });
    return uri;
  }

  /** Its text as the person left it, saved so that its editor can close without a question. */
  async save(uri: vscode.Uri): Promise<string> {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open?.isDirty) await open.save();
    return new TextDecoder().decode(this.readFile(uri));
  }

  remove(uri: vscode.Uri): void {
    this.#files.delete(uri.path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, changedAt } = this.#find(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changedAt, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#find(uri).bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const { changedAt } = this.#find(uri);
    this.#files.set(uri.path, { bytes, changedAt: Math.max(Date.now(), changedAt + 1) });
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {}

  delete(): void {
    throw vscode.FileSystemError.NoPermissions('Reject the edit instead.');
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions('A proposed file keeps its name.');
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #find(uri: vscode.Uri): ProposedFile {
    const file = this.#files.get(uri.path);
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
}
