import * as vscode from 'vscode';
import type { DreamEstimate } from '../../core/dream/cost.ts';
import type { DreamOutcome, Dreamwright, Progress } from '../../core/dreamwright.ts';
import { type DreamSources, prepareDream, type RunOptions } from './prepare-dream.ts';

/** A dream that a model would write, before it is asked. */
export interface ModelEstimate {
  readonly model: string;
  readonly estimate: DreamEstimate;
}

interface RunnerParts extends DreamSources {
  readonly open: () => Promise<Dreamwright>;
}

interface Run extends RunOptions {
  readonly abort: AbortController;
  readonly progress: Progress | null;
}

/** Runs one dream at a time in this window and tells how far it is. */
export class DreamRunner implements vscode.Disposable {
  readonly #parts: RunnerParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #run: Run | null = null;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  get running(): Run | null {
    return this.#run;
  }

  /** What the dream that a person asks for would cost; null when no model would be asked. */
  async estimate(scope: string | undefined, signal: AbortSignal): Promise<ModelEstimate | null> {
    const { options, ...asked } = await prepareDream(this.#parts, {
      trigger: 'command',
      isAsked: true,
      ...(scope !== undefined && { scope }),
    });
    const name = asked.model?.name ?? asked.hosted?.name;
    if (name === undefined) return null;
    const store = await this.#parts.open();
    const estimate = await store.estimateDream(options, { ...asked, signal });
    return estimate.requests === 0 ? null : { model: name, estimate };
  }

  /** Null when it was cancelled. */
  async run(run: RunOptions, onProgress?: (progress: Progress) => void): Promise<DreamOutcome | null> {
    if (this.#run !== null) return { kind: 'busy' };
    const abort = new AbortController();
    this.#set({ ...run, abort, progress: null });
    try {
      const { options, ...asked } = await prepareDream(this.#parts, run);
      const store = await this.#parts.open();
      return await store.dream(options, {
        ...asked,
        signal: abort.signal,
        onProgress: (progress) => {
          if (this.#run !== null) this.#set({ ...this.#run, progress });
          onProgress?.(progress);
        },
      });
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
