const PAUSE_MILLISECONDS = 80;
/** More than a card holds would be dropped there. */
const CHARACTER_LIMIT = 12_000;

/** Gathers what commands print, so that a flood of small pieces does not become a flood of messages. */
export class OutputBatches {
  readonly #show: (call: string, text: string) => void;
  readonly #waiting = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(show: (call: string, text: string) => void) {
    this.#show = show;
  }

  add(call: string, text: string): void {
    const all = (this.#waiting.get(call) ?? '') + text;
    this.#waiting.set(call, all.length > CHARACTER_LIMIT ? all.slice(-CHARACTER_LIMIT) : all);
    this.#timer ??= setTimeout(() => this.flush(), PAUSE_MILLISECONDS);
  }

  /** Shows what is gathered now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [call, text] of waiting) this.#show(call, text);
  }
}
