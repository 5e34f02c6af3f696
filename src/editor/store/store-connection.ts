import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { type Connection, connect } from '../../store/worker/connect.ts';
import type { WorkerLocation } from '../../worker.ts';
import { Disposables } from '../disposables.ts';

interface ConnectionOptions {
  /** Path of the bundled worker. */
  readonly script: string;
  readonly directory: string;
  /** What else the worker needs to know; asked when the store is first opened. */
  readonly locate: () => Promise<WorkerLocation>;
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
    this.#watchJournal();
  }

  readonly open = async (): Promise<Dreamwright> => {
    this.#connecting ??= this.#connect();
    return (await this.#connecting).remote;
  };

  /** Whether there is a store already; one that isn't there is made by its first use, not by looking. */
  async exists(): Promise<boolean> {
    return await access(this.#options.directory).then(
      () => true,
      () => false,
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Ends the worker after the store has saved its snapshot. */
  async close(): Promise<void> {
    const connection = await this.#connecting;
    await connection?.remote.close();
    await connection?.end();
  }

  async #connect(): Promise<Connection<Dreamwright>> {
    const { script, locate } = this.#options;
    const location = await locate();
    const connection = connect<Dreamwright, WorkerLocation>(() => new Worker(script), location);
    connection.onChange(() => this.#changed.fire());
    connection.onFailure((error) => this.#failed.fire(error.message));
    return connection;
  }

  /** Other windows and the command line write to the same journal. */
  #watchJournal(): void {
    const { directory } = this.#options;
    const journal = join(directory, 'journal.jsonl');
    const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(journal)), 'journal.jsonl');
    const watcher = this.#owned.push(vscode.workspace.createFileSystemWatcher(pattern));
    const notice = () => this.#changed.fire();
    this.#owned.push(watcher.onDidCreate(notice));
    this.#owned.push(watcher.onDidChange(notice));
  }
}
