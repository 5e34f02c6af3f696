/** Lets nothing begin while something runs; what was left behind ends for itself. */
export class OneAtATime {
  #running: AbortController | null = null;

  get isBusy(): boolean {
    return this.#running !== null;
  }

  async run<T>(act: (running: AbortController) => Promise<T>): Promise<T> {
    const running = new AbortController();
    this.#running = running;
    try {
      return await act(running);
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  isRunning(running: AbortController): boolean {
    return this.#running === running;
  }

  stop(): void {
    this.#running?.abort();
  }

  /** Stops what runs and waits for it no longer. */
  leave(): void {
    this.stop();
    this.#running = null;
  }
}
