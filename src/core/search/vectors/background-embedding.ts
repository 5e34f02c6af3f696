/** Others come first: a person who has just opened the window, an import that is still running. */
const REST_MS = 3_000;

/** Runs the work some time after it was last asked for, never twice at once. */
export class BackgroundEmbedding {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** There may be something to do, now or after a longer rest (milliseconds). */
  look(rest = REST_MS): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.max(rest, REST_MS));
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  #run(): void {
    const { signal } = this.#stop;
    // What fails here fails again, and is told, when a person asks.
    this.#running = this.#running.then(() => (signal.aborted ? undefined : this.#work(signal))).catch(() => undefined);
  }
}
