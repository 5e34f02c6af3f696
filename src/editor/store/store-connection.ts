import { access } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { GateChoices } from '../../core/dream/constitution/govern.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { StoreBeside } from '../../store/locate-beside.ts';
import { type MovedStore, takeMovedStore } from '../../store/moved-store.ts';
import { type Connection, connect } from '../../store/worker/connect.ts';
import type { WorkerLocation } from '../../worker.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { Disposables } from '../disposables.ts';

interface ConnectionOptions {
  /** Path of the bundled worker. */
  readonly script: string;
  readonly directory: string;
  /** The stores that join it. */
  readonly beside: readonly StoreBeside[];
  /** The old store of a repository that was moved. */
  readonly findMoved: () => MovedStore | null;
  /** What the person has chosen by now. */
  readonly choices: () => GateChoices;
  /** What else the worker needs to know; asked when the store is first opened. */
  readonly locate: () => Promise<WorkerLocation>;
  readonly boundary: ErrorBoundary;
}

/** The store of this window, in one worker that starts when the store is first needed. */
export class StoreConnection implements vscode.Disposable {
  readonly #options: ConnectionOptions;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<void>());
  readonly #failed = this.#owned.push(new vscode.EventEmitter<string>());
  readonly onDidChange = this.#changed.event;
  /** What went wrong with the worker and what to do, in one line. */
  readonly onDidFail = this.#failed.event;
  #connecting: Promise<Connection<Dreamwright>> | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#watchJournals();
    this.#owned.push(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('dreamwright.gate'))
          void options.boundary.runQuietly(() => this.#tellChoices());
      }),
    );
  }

  /** Where the store is, whether or not there is one yet. */
  get directory(): string {
    return this.#options.directory;
  }

  /** Where the memories of the stores that join it stand. */
  get mounts(): readonly string[] {
    return this.#options.beside.map(({ at }) => at);
  }

  readonly open = async (): Promise<Dreamwright> => {
    // An opening that fails is tried again by whoever needs the store next.
    this.#connecting ??= this.#connect().catch((error: unknown) => {
      this.#connecting = null;
      throw error;
    });
    return (await this.#connecting).remote;
  };

  /** Whether there is a store already; one that isn't there is made by its first use, not by looking. */
  async exists(): Promise<boolean> {
    return await isThere(this.#options.directory);
  }

  findMoved(): MovedStore | null {
    return this.#options.findMoved();
  }

  /** Puts the old store in the place of this one; the window is to be loaded anew then. */
  takeMoved(moved: MovedStore): void {
    takeMovedStore(moved, this.#options.directory);
  }

  /** Whether there is any store that could hold a memory. */
  async holdsMemories(): Promise<boolean> {
    const { directory, beside } = this.#options;
    return (await Promise.all([directory, ...beside.map((store) => store.directory)].map(isThere))).includes(true);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Ends the worker after the store has saved its snapshot. */
  async close(): Promise<void> {
    const connection = await this.#connecting?.catch(() => null);
    await connection?.remote.close();
    await connection?.end();
  }

  async #tellChoices(): Promise<void> {
    // A store that is not open yet is told when it opens.
    const connection = await this.#connecting;
    await connection?.remote.choose(this.#options.choices());
  }

  async #connect(): Promise<Connection<Dreamwright>> {
    const { script, locate } = this.#options;
    const location = await locate();
    const connection = connect<Dreamwright, WorkerLocation>(() => new Worker(script), location);
    connection.onChange(() => this.#changed.fire());
    connection.onFailure((error) => this.#failed.fire(error.message));
    return connection;
  }

  /** Other windows and the command line write to the same journals. */
  #watchJournals(): void {
    const { directory, beside } = this.#options;
    for (const watched of [directory, ...beside.map((store) => store.directory)]) {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(watched), 'journal.jsonl');
      const watcher = this.#owned.push(vscode.workspace.createFileSystemWatcher(pattern));
      const notice = () => this.#changed.fire();
      this.#owned.push(watcher.onDidCreate(notice));
      this.#owned.push(watcher.onDidChange(notice));
    }
  }
}

async function isThere(directory: string): Promise<boolean> {
  return await access(directory).then(
    () => true,
    () => false,
  );
}
