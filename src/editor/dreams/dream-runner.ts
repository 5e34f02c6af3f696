import * as vscode from 'vscode';
import type { DreamEstimate } from '../../core/dream/cost.ts';
import type { CallOptions, DreamOptions, DreamOutcome, Dreamwright, Progress } from '../../core/dreamwright.ts';
import type { FindDreamModel } from '../models/find-dream-model.ts';
import type { ReadSetting } from '../read-setting.ts';

interface RunOptions {
  /** What made it due; kept in the journal and shown in the history. */
  readonly trigger: string;
  /** Whether a person asked for it; others yield when the person is back. */
  readonly isAsked: boolean;
  /** The person chose to do without a model this time. */
  readonly isLocal?: boolean;
}

/** A dream that a model would write, before it is asked. */
export interface ModelEstimate {
  readonly model: string;
  readonly estimate: DreamEstimate;
}

interface RunnerParts {
  readonly open: () => Promise<Dreamwright>;
  readonly readSetting: ReadSetting;
  readonly findModel: FindDreamModel;
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
  async estimate(signal: AbortSignal): Promise<ModelEstimate | null> {
    const { options, model } = await this.#prepare({ trigger: 'command', isAsked: true });
    if (model === undefined) return null;
    const store = await this.#parts.open();
    const estimate = await store.estimateDream(options, { model, signal });
    return estimate.requests === 0 ? null : { model: model.name, estimate };
  }

  /** Null when it was cancelled. */
  async run(run: RunOptions, onProgress?: (progress: Progress) => void): Promise<DreamOutcome | null> {
    if (this.#run !== null) return { kind: 'busy' };
    const abort = new AbortController();
    this.#set({ ...run, abort, progress: null });
    try {
      const { options, model } = await this.#prepare(run);
      const store = await this.#parts.open();
      return await store.dream(options, {
        ...(model !== undefined && { model }),
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

  async #prepare(run: RunOptions): Promise<{ readonly options: DreamOptions } & Pick<CallOptions, 'model'>> {
    const { readSetting, findModel } = this.#parts;
    const instructions = readSetting('dream.instructions');
    const engine = run.isLocal === true ? 'local' : readSetting('dream.engine');
    const options: DreamOptions = {
      engine,
      trigger: run.trigger,
      dryRun: false,
      sensitivity: readSetting('dream.sensitivity'),
      personalData: readSetting('gate.personalData'),
      isJudged: readSetting('gate.judge') === 'on',
      limits: {
        dollarsPerDream: readSetting('cost.perDream'),
        dollarsPerDay: readSetting('cost.perDay'),
        inputTokensPerDream: readSetting('cost.tokensPerDream'),
        tokensPerDay: readSetting('cost.tokensPerDay'),
        requestsPerDream: readSetting('cost.requestsPerDream'),
      },
      ...(instructions === '' ? {} : { instructions }),
    };
    if (engine === 'local') return { options };
    const found = await findModel(engine, run.isAsked);
    return found.kind === 'model'
      ? { options, model: found.model }
      : { options: { ...options, noModel: found.because } };
  }

  #set(run: Run | null): void {
    this.#run = run;
    this.#changed.fire();
  }
}
