import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** Others write in bursts; one look after the first of them is enough. */
const PAUSE_MS = 100;

/** Looks at the store soon after another process has written, where the system can tell; without it all works as well. */
export class StoreWatch {
  private readonly directory: string;
  private readonly look: () => Promise<void>;
  private watchers: readonly FSWatcher[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(directory: string, look: () => Promise<void>) {
    this.directory = directory;
    this.look = look;
  }

  start(): void {
    if (this.watchers.length > 0) return;
    this.watchers = [this.directory, join(this.directory, 'sessions')].flatMap((folder) => this.watchFolder(folder));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const watcher of this.watchers) watcher.close();
    this.watchers = [];
  }

  private watchFolder(folder: string): readonly FSWatcher[] {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || name === 'journal.jsonl' || name === '.changed') this.lookSoon();
      });
      // A folder that goes away, or a system that runs out of watches: readers still refresh before they answer.
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  }

  private lookSoon(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // What keeps it from reading is told to whoever asks for something next.
      this.look().catch(() => undefined);
    }, PAUSE_MS);
    this.timer.unref();
  }
}
