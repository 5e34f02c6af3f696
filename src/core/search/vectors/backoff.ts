const FIRST_MS = 5_000;
const LONGEST_MS = 600_000;

/** When to try again what failed: soon after the first failure, twice as late after each further one. Milliseconds. */
export class Backoff {
  #wait = FIRST_MS;
  #until = 0;

  /** How long to leave it alone; 0 when it may be tried. */
  get left(): number {
    return Math.max(0, this.#until - performance.now());
  }

  /** A failure of what was begun before the last one counts with that. */
  fail(): void {
    if (this.left > 0) return;
    this.#until = performance.now() + this.#wait;
    this.#wait = Math.min(this.#wait * 2, LONGEST_MS);
  }

  succeed(): void {
    this.#wait = FIRST_MS;
    this.#until = 0;
  }
}
