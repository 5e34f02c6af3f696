import * as vscode from 'vscode';
import type { DreamOutcome, Dreamwright, Progress } from '../../core/dreamwright.ts';
import type { ReadSetting } from '../read-setting.ts';

interface RunOptions {
  /** What made it due; kept in the journal and shown in the history. */
  readonly trigger: string;
  /** Whether a person asked for it; others yield when the person is back. */
  readonly isAsked: boolean;
}

interface Run extends RunOptions {
  readonly abort: AbortController;
  readonly progress: Progress | null;
}

/** Runs one dream at a time in this window and tells how far it is. */
export class DreamRunner implements vscode.Disposable {
  readonly #open: () => Promise<Dreamwright>;
  readonly #readSetting: ReadSetting;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #run: Run | null = null;

  constructor(open: () => Promise<Dreamwright>, readSetting: ReadSetting) {
    this.#open = open;
    this.#readSetting = readSetting;
  }

  get running(): Run | null {
    return this.#run;
  }

  /** Null when it was cancelled. */
  async run(options: RunOptions, onProgress?: (progress: Progress) => void): Promise<DreamOutcome | null> {
    if (this.#run !== null) return { kind: 'busy' };
    const abort = new AbortController();
    this.#set({ ...options, abort, progress: null });
    const instructions = this.#readSetting('dream.instructions');
    try {
      const store = await this.#open();
      return await store.dream(
        {
          engine: this.#readSetting('dream.engine'),
          trigger: options.trigger,
          dryRun: false,
          sensitivity: this.#readSetting('dream.sensitivity'),
          ...(instructions === '' ? {} : { instructions }),
        },
        {
          signal: abort.signal,
          onProgress: (progress) => {
            if (this.#run !== null) this.#set({ ...this.#run, progress });
            onProgress?.(progress);
          },
        },
      );
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    } finally {
      this.#set(null);
    }
  }

  cancel(): void {
    this.#run?.abort.abort();
  }

  /** The person is back: a dream that nobody asked for makes way. */
  yieldToPerson(): void {
    if (this.#run?.isAsked === false) this.cancel();
  }

  dispose(): void {
    this.cancel();
    this.#changed.dispose();
  }

  #set(run: Run | null): void {
    this.#run = run;
    this.#changed.fire();
  }
}
