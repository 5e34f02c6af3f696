import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { hashText } from '../../core/hash-text.ts';
import { Disposables } from '../disposables.ts';
import { outcomeProblem } from '../outcome-message.ts';
import type { ReadSetting } from '../read-setting.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { documentUri, placeOf } from './document-uri.ts';
import { SCHEME } from './place.ts';
import { type PlaceContent, readPlace } from './read-place.ts';

/** A document as VS Code last saw it. Its time moves with its text, so that the editor notices every change. */
interface Seen {
  readonly text: string;
  readonly changedAt: number;
}

/** The `dreamwright:` file system: memories to edit, both sides of each proposal, versions, sessions, reports. */
export class MemoryFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #open: () => Promise<Dreamwright>;
  readonly #mirror: StoreMirror;
  readonly #readSetting: ReadSetting;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;
  readonly #seen = new Map<string, Seen>();
  /** Texts as an editor opened them; `stat` must not move these, or a change of equal size would be overwritten. */
  readonly #bases = new Map<string, string>();
  readonly #drafts = new Set<string>();
  readonly #editedProposals = new Set<string>();
  readonly #shownHashes = new Map<string, string>();

  constructor(open: () => Promise<Dreamwright>, mirror: StoreMirror, readSetting: ReadSetting) {
    this.#open = open;
    this.#mirror = mirror;
    this.#readSetting = readSetting;
    this.#owned.push(vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }));
    this.#owned.push(mirror.onDidChange(() => this.#announceOpenDocuments()));
    this.#owned.push(vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)));
  }

  /** Lets a memory that does not exist yet be opened as an empty document; its first save creates it. */
  addDraft(path: string): vscode.Uri {
    this.#drafts.add(path);
    return documentUri({ kind: 'memory', path });
  }

  /** Makes the proposed side of a proposal editable. */
  beginEdit(proposal: string, uri: vscode.Uri): void {
    this.#editedProposals.add(proposal);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** The hash of what the proposed side last showed. */
  shownHash(proposal: string): string | undefined {
    return this.#shownHashes.get(proposal);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const place = placeOf(uri);
    if (place === null) return await this.#statFolder(uri);
    const content = await this.#read(uri);
    if (content === null) return await this.#statFolder(uri);
    const seen = this.#see(uri, content.text);
    const stat = { type: vscode.FileType.File, ctime: 0, mtime: seen.changedAt, size: Buffer.byteLength(seen.text) };
    return this.#isWritable(uri, content) ? stat : { ...stat, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const content = await this.#read(uri);
    if (content === null) throw vscode.FileSystemError.FileNotFound(uri);
    this.#bases.set(uri.toString(), content.text);
    return Buffer.from(this.#see(uri, content.text).text);
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    const place = placeOf(uri);
    const text = new TextDecoder().decode(bytes);
    if (place?.kind === 'memory') await this.#saveMemory(uri, place.path, text);
    else if (place?.kind === 'proposed') await this.#saveProposal(uri, place.proposal, text);
    else throw vscode.FileSystemError.NoPermissions('This document is a record; it can be read, not changed.');
    await this.#mirror.refresh();
  }

  async delete(uri: vscode.Uri): Promise<void> {
    const memory = (await this.#read(uri))?.memory;
    if (memory === undefined) throw vscode.FileSystemError.NoPermissions('Only memories can be deleted here.');
    throwProblem(outcomeProblem(await (await this.#open()).deleteMemory(memory.id)));
    await this.#mirror.refresh();
  }

  async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const memory = (await this.#read(from))?.memory;
    const target = placeOf(to);
    if (memory === undefined || target?.kind !== 'memory') {
      throw vscode.FileSystemError.NoPermissions('Only memories can be renamed here.');
    }
    throwProblem(outcomeProblem(await (await this.#open()).renameMemory(memory.id, target.path)));
    await this.#mirror.refresh();
  }

  /** Folders of memories are there as long as a memory is in them; there is nothing to make. */
  createDirectory(): void {}

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    if (!isMemoryFolder(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    const prefix = `${uri.path.slice('/memory'.length)}/`;
    const entries = new Map<string, vscode.FileType>();
    for (const { path } of await this.#mirror.memories()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...rest] = path.slice(prefix.length).split('/');
      entries.set(name, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory);
    }
    return [...entries];
  }

  /** Changes come through the mirror, for all open documents. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #statFolder(uri: vscode.Uri): Promise<vscode.FileStat> {
    const isFolder = uri.path === '/' || (isMemoryFolder(uri) && (await this.readDirectory(uri)).length > 0);
    if (!isFolder && uri.path !== '/memory') throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  async #read(uri: vscode.Uri): Promise<PlaceContent | null> {
    const place = placeOf(uri);
    if (place === null) return null;
    const shown = place.kind === 'proposed' ? this.#shownHashes.get(place.proposal) : undefined;
    const content = await readPlace(place, await this.#open(), (proposal) => this.#editedProposals.has(proposal));
    if (content === null && place.kind === 'memory' && this.#drafts.has(place.path)) return { text: '' };
    if (place.kind === 'proposed' && content?.item !== undefined) {
      // A save that came in between knows better what is shown than this older reading.
      const isNewest = this.#shownHashes.get(place.proposal) === shown;
      if (isNewest) this.#shownHashes.set(place.proposal, content.item.hash);
    }
    return content;
  }

  #see(uri: vscode.Uri, text: string): Seen {
    const last = this.#seen.get(uri.toString());
    if (last?.text === text) return last;
    const seen = { text, changedAt: Math.max(Date.now(), (last?.changedAt ?? 0) + 1) };
    this.#seen.set(uri.toString(), seen);
    return seen;
  }

  #isWritable(uri: vscode.Uri, content: PlaceContent): boolean {
    const place = placeOf(uri);
    if (place?.kind === 'memory') return true;
    if (place?.kind !== 'proposed' || !this.#editedProposals.has(place.proposal)) return false;
    return content.item?.state === 'waiting' || content.item?.state === 'refused';
  }

  async #saveMemory(uri: vscode.Uri, path: string, text: string): Promise<void> {
    const store = await this.#open();
    const existing = (await this.#read(uri))?.memory;
    const base = this.#bases.get(uri.toString()) ?? existing?.text ?? '';
    const outcome =
      existing === undefined
        ? await store.remember({ text, path })
        : await store.saveMemory(existing.id, text, hashText(base));
    throwProblem(outcomeProblem(outcome));
    this.#drafts.delete(path);
    this.#bases.set(uri.toString(), text);
    this.#see(uri, text);
  }

  async #saveProposal(uri: vscode.Uri, proposal: string, text: string): Promise<void> {
    if (!this.#editedProposals.has(proposal)) {
      throw vscode.FileSystemError.NoPermissions('Press Edit before changing what is proposed.');
    }
    const personalData = this.#readSetting('gate.personalData');
    const outcome = await (await this.#open()).editProposal(proposal, text, { personalData });
    // A refused edit is kept with its proposal, so the document is saved; the review tree says why it is refused.
    if (outcome.kind === 'waiting' || outcome.kind === 'refused') {
      this.#shownHashes.set(proposal, outcome.item.hash);
      this.#see(uri, text);
    }
    throwProblem(outcomeProblem(outcome));
  }

  #announceOpenDocuments(): void {
    const uris = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);
    if (uris.length > 0) this.#changed.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  #forget(document: vscode.TextDocument): void {
    const place = placeOf(document.uri);
    if (place === null) return;
    this.#seen.delete(document.uri.toString());
    this.#bases.delete(document.uri.toString());
    if (place.kind === 'memory') this.#drafts.delete(place.path);
    if (place.kind !== 'proposed') return;
    this.#editedProposals.delete(place.proposal);
    this.#shownHashes.delete(place.proposal);
  }
}

function isMemoryFolder(uri: vscode.Uri): boolean {
  return uri.path === '/memory' || uri.path.startsWith('/memory/');
}

function throwProblem(problem: string | null): void {
  if (problem !== null) throw vscode.FileSystemError.NoPermissions(problem);
}
